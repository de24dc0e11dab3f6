import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ACCOUNT, type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";

const run = promisify(execFile);

describe("the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(() => aws.reset());
  after(() => aws.stop());

  const cli = (...args: string[]) => {
    const env = { ...process.env, ...aws.environment, AWS_DEFAULT_REGION: REGION };
    return run("aws", args, { env });
  };

  it("answers the real aws CLI", async () => {
    const { stdout } = await cli("sts", "get-caller-identity");

    assert.equal(JSON.parse(stdout).Arn, `arn:aws:iam::${ACCOUNT}:user/operator`);
  });

  it("lets the aws CLI sign a token for a cluster without being asked", async () => {
    const { stdout } = await cli("eks", "get-token", "--cluster-name", "blog");

    assert.match(JSON.parse(stdout).status.token, /^k8s-aws-v1\./);
    assert.deepEqual(await aws.requests(), []);
  });

  it("remembers what it was asked, and whether that only read", async () => {
    await clients.ec2.describeVpcs({});
    await clients.logs.createLogGroup({ logGroupName: "/blog" });

    assert.deepEqual(
      (await aws.requests()).map(({ service, action, readOnly }) => [service, action, readOnly]),
      [
        ["ec2", "DescribeVpcs", true],
        ["logs", "CreateLogGroup", false],
      ],
    );
  });

  it("holds nothing at first, although AWS has things of its own in each account", async () => {
    await clients.ec2.describeVpcs({});
    await clients.iam.listRoles({});
    await clients.kms.describeKey({ KeyId: "alias/aws/ebs" });

    assert.deepEqual(await aws.everything(), []);
  });

  it("lists what is there with its tags, and forgets it at a reset", async () => {
    const { KeyMetadata } = await clients.kms.createKey({ Tags: [{ TagKey: "a", TagValue: "b" }] });
    const { KeyId: id, Arn: arn } = KeyMetadata!;
    assert.deepEqual(await aws.everything(), [{ service: "kms", kind: "Key", id, tags: { a: "b" }, arn }]);

    await aws.reset();

    assert.deepEqual(await aws.everything(), []);
  });

  it("counts a key that waits for its deletion as gone", async () => {
    const { KeyMetadata } = await clients.kms.createKey({});
    await clients.kms.scheduleKeyDeletion({ KeyId: KeyMetadata!.KeyId, PendingWindowInDays: 7 });

    assert.deepEqual(await aws.everything(), []);
  });

  it("ends with the process that started it", async () => {
    const parent = spawn(process.execPath, ["--import", "tsx", "-e", PARENT], {
      cwd: __dirname,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [url] = (await once(createInterface({ input: parent.stdout }), "line")) as [string];
    assert.equal((await fetch(`${url}/blog-test/requests`)).status, 200);

    parent.kill("SIGKILL");
    await once(parent, "close");

    await assert.rejects(fetch(`${url}/blog-test/requests`));
  });

  const EXPIRED: [string, (aws: Clients) => Promise<unknown>][] = [
    ["ExpiredToken", (aws) => aws.sts.getCallerIdentity({})],
    ["ExpiredToken", (aws) => aws.iam.listRoles({})],
    ["ExpiredToken", (aws) => aws.route53.listHostedZones({})],
    ["ExpiredToken", (aws) => aws.s3.listBuckets({})],
    ["ExpiredTokenException", (aws) => aws.eks.listClusters({})],
    ["ExpiredTokenException", (aws) => aws.kms.listKeys({})],
    ["RequestExpired", (aws) => aws.ec2.describeVpcs({})],
  ];
  it("refuses expired credentials as each service does", async () => {
    const expired = clientsOf(aws, { accessKeyId: "EXPIRED", secretAccessKey: "x" });
    for (const [code, ask] of EXPIRED) await refuses(code, /expired/, ask(expired));
  });

  const INVALID: [string, (aws: Clients) => Promise<unknown>][] = [
    ["InvalidClientTokenId", (aws) => aws.sts.getCallerIdentity({})],
    ["InvalidClientTokenId", (aws) => aws.iam.listRoles({})],
    ["InvalidAccessKeyId", (aws) => aws.s3.listBuckets({})],
    ["UnrecognizedClientException", (aws) => aws.eks.listClusters({})],
    ["AuthFailure", (aws) => aws.ec2.describeVpcs({})],
  ];
  it("refuses unknown credentials as each service does", async () => {
    const invalid = clientsOf(aws, { accessKeyId: "INVALID", secretAccessKey: "x" });
    for (const [code, ask] of INVALID) await refuses(code, /./, ask(invalid));
  });

  it("knows no region that AWS does not have, and no service beyond its own", async () => {
    const ask = (region: string, service: string) =>
      fetch(aws.url, {
        method: "POST",
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/${region}/${service}/aws4_request, Signature=x`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body: "Action=DescribeVpcs&Version=2016-11-15",
      }).then((response) => response.text());

    assert.match(await ask("ap-northeast-9", "ec2"), /no region ap-northeast-9/);
    assert.match(await ask(REGION, "lambda"), /no service lambda/);
    assert.match(await ask(REGION, "route53"), /no operation of route53/);
  });

  it("says so where it lacks what AWS has", async () => {
    const nodes = clients.eks.listNodegroups({ clusterName: "blog" });
    await refuses("DoubleDefect", /has no eks ListNodegroups/, nodes);
    const protection = clients.logs.putLogGroupDeletionProtection({
      logGroupIdentifier: "/blog",
      deletionProtectionEnabled: true,
    });
    await refuses("DoubleDefect", /moto has no logs PutLogGroupDeletionProtection/, protection);
    assert.equal((await fetch(`${aws.url}/blog-test/nothing`)).status, 404);
  });

  it("refuses what the service's own model does not have", async () => {
    const create = (body: object) =>
      fetch(`${aws.url}/clusters`, {
        method: "POST",
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=A/20260101/${REGION}/eks/aws4_request, Signature=x`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ name: "blog", roleArn: "arn", resourcesVpcConfig: {}, ...body }),
      }).then((response) => response.text());

    assert.match(await create({ color: "red" }), /Unknown member 'color'/);
    assert.match(await create({ accessConfig: { mode: "API" } }), /Unknown member 'mode' at 'accessConfig'/);
    assert.match(
      await create({ deletionProtection: "yes" }),
      /Invalid type for parameter deletionProtection/,
    );
    assert.match(await create({ roleArn: undefined }), /Missing required parameter in input: \\"roleArn\\"/);
  });
});

/** Starts a double, says where, and lives on. */
const PARENT = `
const { startAws } = require("./double.ts");
startAws().then((aws) => console.log(aws.url));
setInterval(() => {}, 60_000);
`;
