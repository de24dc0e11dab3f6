import { ACCOUNT, type Clients, clientsOf, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { policy } from "./policyTexts";

const BUCKET = "blog-policies";
const ALLOWED = { Action: "s3:GetObject", Resource: "*" };
const ANYONE = { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } };

/** A policy that says the same twice. */
const twice = (statement: object) => {
  const one = { Effect: "Allow", ...statement };
  return JSON.stringify({ Version: "2012-10-17", Statement: [one, one] });
};

describe("a policy in the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
    await clients.iam.createRole({
      RoleName: "role",
      AssumeRolePolicyDocument: policy({ ...ANYONE, Action: "sts:AssumeRole" }),
    });
    const configuration = { LocationConstraint: "ap-northeast-2" } as const;
    await clients.s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration: configuration });
  });
  after(() => aws.stop());

  const attach = (PolicyDocument: string) =>
    clients.iam.putRolePolicy({ RoleName: "role", PolicyName: "policy", PolicyDocument });
  const trust = (document: string) =>
    clients.iam.updateAssumeRolePolicy({ RoleName: "role", PolicyDocument: document });

  const MALFORMED: [string, RegExp, string][] = [
    ["no JSON", /Json/, "{"],
    ["another version", /version 2012-10-17/, policy(ALLOWED).replace("2012", "2021")],
    ["no version", /version 2012-10-17/, policy(ALLOWED).replace('"Version":"2012-10-17",', "")],
    ["a member of its own", /at its top/, policy(ALLOWED).replace("Version", "Versions")],
    ["no statement", /no Statement/, `{"Version":"2012-10-17","Statement":[]}`],
    ["a part of its own", /a statement has only/, policy({ ...ALLOWED, Conditions: {} })],
    ["an effect of its own", /Effect/, policy({ ...ALLOWED, Effect: "allow" })],
    ["an action without a service", /vendor/, policy({ ...ALLOWED, Action: "GetObject" })],
    ["an unknown service", /known service/, policy({ ...ALLOWED, Action: "s4:GetObject" })],
    ["an unknown action", /known to their service/, policy({ ...ALLOWED, Action: "s3:GetObjects" })],
    [
      "a pattern that no action fits",
      /known to their service/,
      policy({ ...ALLOWED, Action: "ec2:Descrive*" }),
    ],
    ["no action", /actions/, policy({ Resource: "*" })],
    ["no resource", /resources/, policy({ Action: "s3:GetObject" })],
    ["a resource that is no ARN", /ARN format/, policy({ ...ALLOWED, Resource: "blog" })],
    ["a bucket with a region", /region/, policy({ ...ALLOWED, Resource: "arn:aws:s3:eu-west-1::blog" })],
    ["a principal", /principal/, policy({ ...ALLOWED, ...ANYONE })],
    ["a resource of no partition", /Partition/, policy({ ...ALLOWED, Resource: "arn:amazon:s3:::blog" })],
    ["a bucket with an account", /account/, policy({ ...ALLOWED, Resource: `arn:aws:s3::${ACCOUNT}:blog` })],
    ["an account that is none", /no valid ARN/, policy({ ...ALLOWED, Resource: "arn:aws:iam::1:role/a" })],
    ["an empty list of resources", /contain resources/, policy({ ...ALLOWED, Resource: [] })],
    ["an id with other signs", /alpha-numeric/, policy({ ...ALLOWED, Sid: "a-b" })],
    ["the same id twice", /unique/, twice({ ...ALLOWED, Sid: "a" })],
    ["conditions that are no object", /must be an object/, policy({ ...ALLOWED, Condition: ["a"] })],
    ["a condition without keys", /must hold keys/, policy({ ...ALLOWED, Condition: { Bool: "true" } })],
    [
      "an unknown condition",
      /Condition/,
      policy({ ...ALLOWED, Condition: { StringEqual: { "aws:a": "b" } } }),
    ],
    [
      "a condition without a key",
      /condition key/,
      policy({ ...ALLOWED, Condition: { StringEquals: { a: "b" } } }),
    ],
  ];
  for (const [what, message, document] of MALFORMED) {
    it(`of a role is refused with ${what}`, () =>
      refuses("MalformedPolicyDocument", message, attach(document)));
  }

  it("of a role is taken when it is right, with patterns and conditions", async () => {
    await attach(policy({ Action: ["s3:Get*", "EC2:describe*"], Resource: ["arn:aws:s3:::blog/*", "*"] }));
    await attach(
      policy({ ...ALLOWED, Condition: { "ForAnyValue:StringLikeIfExists": { "aws:TagKeys": ["a*"] } } }),
    );
  });

  it("that says who may take a role is refused where it is wrong", async () => {
    const code = "MalformedPolicyDocument";
    const assume = { Action: "sts:AssumeRole" };
    const service = (name: string) => ({ Principal: { Service: name } });
    await refuses(code, /Resource/, trust(policy({ ...assume, ...ANYONE, Resource: "*" })));
    await refuses(code, /Principal/, trust(policy(assume)));
    await refuses(code, /principal/, trust(policy({ ...assume, ...service("eks") })));
    await refuses(
      code,
      /role\/none/,
      trust(policy({ ...assume, Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/none` } })),
    );
    await refuses(code, /Federated/, trust(policy({ ...assume, Principal: { Federated: "github.com" } })));
    await refuses(code, /principal/, trust(policy({ ...assume, Principal: "me" })));
    await refuses(code, /Human/, trust(policy({ ...assume, Principal: { Human: "*" } })));
    await trust(policy({ ...assume, ...service("eks.amazonaws.com") }));
  });

  it("of a role must not be longer than AWS's quota", async () => {
    const actions = Array.from({ length: 300 }, () => "ec2:DescribeTransitGatewayMulticastDomains");
    await refuses("LimitExceeded", /10240/, attach(policy({ Action: actions, Resource: "*" })));
    const services = Array.from({ length: 100 }, () => "elasticloadbalancing.amazonaws.com");
    await refuses(
      "LimitExceeded",
      /2048/,
      trust(policy({ Principal: { Service: services }, Action: "sts:AssumeRole" })),
    );
  });

  it("of a key must leave somebody who can change it", async () => {
    const create = (statement: object) =>
      clients.kms.createKey({ Policy: policy({ Resource: "*", ...statement }) });
    const logs = { Principal: { Service: "logs.ap-northeast-2.amazonaws.com" } };
    const code = "MalformedPolicyDocumentException";
    await refuses(code, /update the key policy/, create({ ...logs, Action: "kms:*" }));
    await refuses(code, /update the key policy/, create({ ...ANYONE, Action: "kms:Encrypt" }));
    await refuses(code, /known to their service/, create({ ...ANYONE, Action: "kms:Encode" }));
    await create({ ...ANYONE, Action: "kms:*" });
  });

  it("of a bucket speaks of that bucket, and of nobody else's", async () => {
    const put = (statement: object) =>
      clients.s3.putBucketPolicy({
        Bucket: BUCKET,
        Policy: policy({ ...ANYONE, Action: "s3:*", ...statement }),
      });
    const own = `arn:aws:s3:::${BUCKET}`;
    await refuses("MalformedPolicy", /invalid resource/, put({ Resource: [own, "arn:aws:s3:::other/*"] }));
    await refuses("MalformedPolicy", /invalid action/, put({ Resource: own, Action: "ec2:DescribeVpcs" }));
    await refuses("MalformedPolicy", /known/, put({ Resource: own, Action: "s3:Everything" }));
    await refuses("MalformedPolicy", /principal/i, put({ Resource: own, Principal: { AWS: "me" } }));
    await put({ Resource: [own, `${own}/*`] });
  });

  it("of a bucket does not open it to everyone where that is blocked", async () => {
    const Policy = policy({ Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${BUCKET}/*` });
    await clients.s3.putBucketPolicy({ Bucket: BUCKET, Policy });
    await clients.s3.putPublicAccessBlock({
      Bucket: BUCKET,
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    });

    await refuses(
      "AccessDenied",
      /BlockPublicPolicy/,
      clients.s3.putBucketPolicy({ Bucket: BUCKET, Policy }),
    );
  });

  it("of an endpoint and of a repository is checked, too", async () => {
    const { Vpc } = await clients.ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
    const ServiceName = "com.amazonaws.ap-northeast-2.s3";
    const PolicyDocument = policy({ Action: "s3:GetObject", Resource: "*" });
    const endpoint = clients.ec2.createVpcEndpoint({ VpcId: Vpc!.VpcId, ServiceName, PolicyDocument });
    await refuses("InvalidPolicyDocument", /Principal/, endpoint);
    await clients.ecr.createRepository({ repositoryName: "blog/backend" });
    const policyText = policy({ ...ANYONE, Action: "ecr:GetImage" });
    const repository = clients.ecr.setRepositoryPolicy({ repositoryName: "blog/backend", policyText });
    await refuses("InvalidParameterException", /known/, repository);
  });
});
