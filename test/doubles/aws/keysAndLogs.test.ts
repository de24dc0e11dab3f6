import assert from "node:assert/strict";
import { ACCOUNT, type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { policy, trust } from "./policyTexts";

const ROOT = { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "kms:*", Resource: "*" };
const LOGS = {
  Principal: { Service: `logs.${REGION}.amazonaws.com` },
  Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
  Resource: "*",
};

describe("in the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(() => aws.reset());
  after(() => aws.stop());

  const makeKey = async (...statements: object[]) => {
    const [own, ...others] = [ROOT, ...statements].map((one) => JSON.parse(policy({ ...one })).Statement[0]);
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [own, ...others] });
    return (await clients.kms.createKey({ Policy })).KeyMetadata!;
  };

  it("a key is deleted after a time that AWS allows, and does nothing until then", async () => {
    const { KeyId } = await makeKey();
    const schedule = (PendingWindowInDays: number) =>
      clients.kms.scheduleKeyDeletion({ KeyId, PendingWindowInDays });
    await refuses("ValidationException", /between 7 and 30/, schedule(6));
    await refuses("ValidationException", /between 7 and 30/, schedule(31));
    await schedule(7);
    const pending = "KMSInvalidStateException";
    await refuses(pending, /pending deletion/, schedule(7));
    await refuses(pending, /pending deletion/, clients.kms.enableKeyRotation({ KeyId }));
    await refuses(
      pending,
      /pending deletion/,
      clients.kms.createAlias({ AliasName: "alias/a", TargetKeyId: KeyId }),
    );
    assert.equal((await clients.kms.describeKey({ KeyId })).KeyMetadata?.KeyState, "PendingDeletion");
  });

  it("an alias has a name of its own", async () => {
    const { KeyId: TargetKeyId } = await makeKey();
    const name = (AliasName: string) => clients.kms.createAlias({ AliasName, TargetKeyId });
    await refuses("ValidationException", /./, name("blog"));
    await refuses("NotAuthorizedException", /reserved/, name("alias/aws/blog"));
    await name("alias/blog");
    await refuses("AlreadyExistsException", /./, name("alias/blog"));
  });

  it("a key has no tags of AWS's own", async () => {
    const create = clients.kms.createKey({ Tags: [{ TagKey: "aws:a", TagValue: "b" }] });
    await refuses("TagException", /aws:/, create);
  });

  it("a log group keeps its logs for one of the times that AWS has", async () => {
    await clients.logs.createLogGroup({ logGroupName: "/blog" });
    const keep = (retentionInDays: number) =>
      clients.logs.putRetentionPolicy({ logGroupName: "/blog", retentionInDays });

    await refuses("InvalidParameterException", /retention/, keep(31));
    await keep(30);
  });

  it("a log group is encrypted with a key that lets the service do so for that group", async () => {
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/blog`;
    const only = (group: string) => ({
      ...LOGS,
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
    });
    const create = async (...statements: object[]) => {
      const { Arn: kmsKeyId } = await makeKey(...statements);
      await clients.logs.createLogGroup({ logGroupName: "/blog", kmsKeyId });
    };
    const code = "AccessDeniedException";
    await refuses(code, /not allowed/, create());
    await refuses(code, /not allowed/, create({ ...LOGS, Action: "kms:Encrypt" }));
    await refuses(code, /not allowed/, create(only(`${arn}-2`)));
    const kmsKeyId = `arn:aws:kms:${REGION}:${ACCOUNT}:key/none`;
    await refuses(code, /does not exist/, clients.logs.createLogGroup({ logGroupName: "/blog", kmsKeyId }));
    await create(only(arn));
  });

  it("a log group is given a key and loses it", async () => {
    await clients.logs.createLogGroup({ logGroupName: "/blog" });
    const { Arn: kmsKeyId } = await makeKey(LOGS);
    const described = async () => (await clients.logs.describeLogGroups({})).logGroups![0].kmsKeyId;
    await clients.logs.associateKmsKey({ logGroupName: "/blog", kmsKeyId });
    assert.equal(await described(), kmsKeyId);

    await clients.logs.disassociateKmsKey({ logGroupName: "/blog" });

    assert.equal(await described(), undefined);
    const unknown = clients.logs.disassociateKmsKey({ logGroupName: "/none" });
    await refuses("ResourceNotFoundException", /does not exist/, unknown);
  });

  it("a role is deleted when nothing is attached to it", async () => {
    const RoleName = "role";
    const PolicyArn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";
    await clients.iam.createRole({ RoleName, AssumeRolePolicyDocument: trust("eks.amazonaws.com") });
    await clients.iam.attachRolePolicy({ RoleName, PolicyArn });
    await refuses("DeleteConflict", /./, clients.iam.deleteRole({ RoleName }));
    await clients.iam.detachRolePolicy({ RoleName, PolicyArn });
    const PolicyDocument = policy({ Action: "s3:ListBucket", Resource: "*" });
    await clients.iam.putRolePolicy({ RoleName, PolicyName: "own", PolicyDocument });
    await refuses("DeleteConflict", /./, clients.iam.deleteRole({ RoleName }));
    await clients.iam.deleteRolePolicy({ RoleName, PolicyName: "own" });

    await clients.iam.deleteRole({ RoleName });

    assert.deepEqual(await aws.everything(), []);
  });

  it("a role has policies that exist, at most ten", async () => {
    const RoleName = "role";
    await clients.iam.createRole({ RoleName, AssumeRolePolicyDocument: trust("eks.amazonaws.com") });
    const attach = (name: string) =>
      clients.iam.attachRolePolicy({ RoleName, PolicyArn: `arn:aws:iam::aws:policy/${name}` });
    await refuses("NoSuchEntity", /AmazonEKSNothing/, attach("AmazonEKSNothing"));
    const { Policies = [] } = await clients.iam.listPolicies({ Scope: "AWS", PathPrefix: "/", MaxItems: 30 });
    const names = Policies.filter((one) => one.Path === "/").map((one) => one.PolicyName!);
    for (const name of names.slice(0, 10)) await attach(name);
    await attach(names[0]);
    await refuses("LimitExceeded", /PoliciesPerRole: 10/, attach(names[10]));
  });

  it("an identity provider has an address with TLS", async () => {
    const create = (Url: string) => clients.iam.createOpenIDConnectProvider({ Url, ClientIDList: ["a"] });
    await refuses("ValidationError", /https/, create("http://example.com"));
    await create("https://example.com");
    await refuses("EntityAlreadyExists", /./, create("https://example.com"));
  });
});
