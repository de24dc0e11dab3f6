import assert from "node:assert/strict";
import { ACCOUNT, type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { policy, trust } from "./policyTexts";
import { asRole, makeRole } from "./roleFixture";

const GITHUB = "token.actions.githubusercontent.com";
const BUCKET = "blog-rights";

describe("the rights of a role in the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let operator: Clients;
  before(async () => {
    aws = await startAws();
    operator = clientsOf(aws);
  });
  beforeEach(async () => {
    await aws.reset();
    await makeRole(operator);
  });
  after(() => aws.stop());

  const as = (...statements: object[]) => asRole(aws, operator, statements);

  it("are those of its policies, and no others", async () => {
    const role = await as({ Action: ["ec2:Describe*", "eks:List*"] });
    await role.ec2.describeVpcs({});
    await role.eks.listClusters({});

    await refuses("UnauthorizedOperation", /ec2:CreateVpc/, role.ec2.createVpc({ CidrBlock: "10.0.0.0/16" }));
    await refuses(
      "AccessDeniedException",
      /eks:DescribeClusterVersions/,
      role.eks.describeClusterVersions({}),
    );
    await refuses("AccessDenied", /iam:ListRoles/, role.iam.listRoles({}));
    await refuses("AccessDenied", /s3:ListAllMyBuckets/, role.s3.listBuckets({}));
    await refuses("AccessDeniedException", /kms:ListKeys/, role.kms.listKeys({}));
    await refuses("AccessDenied", /route53:ListHostedZones/, role.route53.listHostedZones({}));
    assert.deepEqual(
      (await aws.everything()).map((one) => one.id),
      ["preview"],
    );
  });

  it("always let it ask who it is", async () => {
    const { Arn } = await (await as({ Action: "s3:GetObject" })).sts.getCallerIdentity({});

    assert.equal(Arn, `arn:aws:sts::${ACCOUNT}:assumed-role/preview/tests`);
  });

  it("come from AWS's own policies, too", async () => {
    const role = await as({ Action: "s3:GetObject" });
    await operator.iam.attachRolePolicy({
      RoleName: "preview",
      PolicyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    });

    await role.iam.listRoles({});
    await refuses("AccessDenied", /iam:DeleteRole/, role.iam.deleteRole({ RoleName: "preview" }));
  });

  it("end where a statement denies", async () => {
    const role = await as({ Action: "*" }, { Effect: "Deny", Action: "kms:ScheduleKeyDeletion" });
    const { KeyMetadata } = await role.kms.createKey({});

    const deletion = role.kms.scheduleKeyDeletion({ KeyId: KeyMetadata!.KeyId });
    await refuses("AccessDeniedException", /ScheduleKeyDeletion/, deletion);
  });

  it("hold for the resources that are named", async () => {
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await operator.s3.createBucket({ Bucket: BUCKET, CreateBucketConfiguration });
    await operator.s3.putObject({ Bucket: BUCKET, Key: "mine/a", Body: "a" });
    const arn = `arn:aws:s3:::${BUCKET}`;
    const role = await as(
      { Action: "s3:GetObject", Resource: `${arn}/mine/*` },
      { Action: "s3:ListBucket", Resource: arn },
      { Action: "iam:GetRole", Resource: `arn:aws:iam::${ACCOUNT}:role/preview` },
    );
    await role.s3.getObject({ Bucket: BUCKET, Key: "mine/a" });
    await role.s3.listObjectsV2({ Bucket: BUCKET });
    await role.iam.getRole({ RoleName: "preview" });

    await refuses("AccessDenied", /s3:GetObject/, role.s3.getObject({ Bucket: BUCKET, Key: "other" }));
    await refuses("AccessDenied", /iam:GetRole/, role.iam.getRole({ RoleName: "deploy" }));
  });

  it("hold where their conditions do", async () => {
    const tagged = { StringEquals: { "aws:ResourceTag/owner": "me" } };
    const role = await as({ Action: "kms:DescribeKey", Condition: tagged });
    const key = async (owner: string) => {
      const { KeyMetadata } = await operator.kms.createKey({ Tags: [{ TagKey: "owner", TagValue: owner }] });
      return { KeyId: KeyMetadata!.KeyId! };
    };
    await role.kms.describeKey(await key("me"));

    await refuses("AccessDeniedException", /kms:DescribeKey/, role.kms.describeKey(await key("you")));
  });

  it("may be said by what they are not", async () => {
    const role = await as(
      { NotAction: "iam:*" },
      { Action: "iam:GetRole", Resource: undefined, NotResource: `arn:aws:iam::${ACCOUNT}:role/deploy` },
    );
    await role.kms.listKeys({});
    await role.iam.getRole({ RoleName: "preview" });

    await refuses("AccessDenied", /iam:ListRoles/, role.iam.listRoles({}));
    await refuses("AccessDenied", /iam:GetRole/, role.iam.getRole({ RoleName: "deploy" }));
  });

  it("end with the role", async () => {
    const role = await as({ Action: "*" });
    await operator.iam.deleteRolePolicy({ RoleName: "preview", PolicyName: "rights" });
    await operator.iam.deleteRole({ RoleName: "preview" });

    await refuses("AccessDeniedException", /kms:ListKeys/, role.kms.listKeys({}));
  });

  it("include to pass roles to services, and to tag, where a request does so", async () => {
    await operator.iam.createRole({
      RoleName: "pod",
      AssumeRolePolicyDocument: trust("pods.eks.amazonaws.com"),
    });
    const role = await as({ Action: ["eks:*", "iam:GetRole", "kms:CreateKey"] });
    const association = role.eks.createPodIdentityAssociation({
      clusterName: "blog",
      namespace: "blog",
      serviceAccount: "backup",
      roleArn: `arn:aws:iam::${ACCOUNT}:role/pod`,
    });
    await refuses("AccessDeniedException", /iam:PassRole/, association);
    const key = role.kms.createKey({ Tags: [{ TagKey: "a", TagValue: "b" }] });
    await refuses("AccessDeniedException", /kms:TagResource/, key);
    const maker = await as({ Action: ["ec2:CreateVpc", "eks:CreateCluster"] });
    const vpc = maker.ec2.createVpc({
      CidrBlock: "10.0.0.0/16",
      TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "a", Value: "b" }] }],
    });
    await refuses("UnauthorizedOperation", /ec2:CreateTags/, vpc);
    const cluster = { name: "blog", roleArn: "none", resourcesVpcConfig: {}, tags: { a: "b" } };
    await refuses("AccessDeniedException", /eks:TagResource/, maker.eks.createCluster(cluster));
  });

  /** A token as an identity provider gives it; the double looks at what it says and not at its signature. */
  const token = (claims: unknown) =>
    [{ alg: "none" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".") + ".";

  it("are given for a web identity that the role trusts", async () => {
    await operator.iam.createOpenIDConnectProvider({
      Url: `https://${GITHUB}`,
      ClientIDList: ["sts.amazonaws.com"],
    });
    await operator.iam.createRole({
      RoleName: "pulls",
      AssumeRolePolicyDocument: policy({
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { [`${GITHUB}:sub`]: "repo:me/blog:pull_request" } },
      }),
    });
    const right = {
      iss: `https://${GITHUB}`,
      aud: "sts.amazonaws.com",
      sub: "repo:me/blog:pull_request",
    };
    const assume = (WebIdentityToken: string) =>
      operator.sts.assumeRoleWithWebIdentity({
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/pulls`,
        RoleSessionName: "tests",
        WebIdentityToken,
      });
    const { Credentials } = await assume(token(right));
    assert.ok(Credentials?.SessionToken);

    const other = (change: object) => assume(token({ ...right, ...change }));
    await refuses("AccessDenied", /Not authorized/, other({ sub: "repo:you/blog:pull_request" }));
    await refuses("InvalidIdentityToken", /audience/, other({ aud: "you" }));
    await refuses("InvalidIdentityToken", /provider/, other({ iss: "https://example.com" }));
    await refuses("InvalidIdentityToken", /JWT/, assume("no token"));
    await refuses("InvalidIdentityToken", /JWT/, assume(token(["claims"])));
  });

  it("are not given to those whom the role does not trust", async () => {
    await operator.iam.createRole({ RoleName: "node", AssumeRolePolicyDocument: trust("ec2.amazonaws.com") });

    const RoleArn = `arn:aws:iam::${ACCOUNT}:role/node`;
    await refuses(
      "AccessDenied",
      /sts:AssumeRole/,
      operator.sts.assumeRole({ RoleArn, RoleSessionName: "tests" }),
    );
  });
});
