import assert from "node:assert/strict";
import { type Aws, startAws } from "../../doubles/aws/double";
import { AwsStandIn } from "../../standins/aws/aws";

const CREDENTIALS = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"];

describe("the aws provider in an account", function () {
  this.timeout(60_000);
  const environment = { ...process.env };
  let aws: Aws;

  before(async () => {
    aws = await startAws();
  });
  after(() => aws?.stop());

  beforeEach(() => {
    Object.assign(process.env, aws.environment);
  });
  afterEach(() => {
    for (const name of [...CREDENTIALS, ...Object.keys(aws.environment)]) delete process.env[name];
    Object.assign(process.env, environment);
  });

  const configure = (settings: Record<string, string> = {}) =>
    new AwsStandIn().configure({ region: "eu-central-1", ...settings });

  it("works with credentials from the environment, and with those in its arguments", async () => {
    await configure({ allowedAccountIds: '["123456789012"]' });
    const accessKey = process.env.AWS_ACCESS_KEY_ID!;
    for (const name of CREDENTIALS) delete process.env[name];
    await configure({ accessKey, secretKey: "test" });
  });

  it("is refused without credentials", async () => {
    for (const name of CREDENTIALS) delete process.env[name];
    await assert.rejects(
      configure(),
      /^Error: no valid AWS credentials found, set AWS_PROFILE or AWS_ACCESS_KEY_ID: /,
    );
  });

  it("is refused with a profile that does not exist", async () => {
    for (const name of CREDENTIALS) delete process.env[name];
    await assert.rejects(
      configure({ profile: "nobody" }),
      /^Error: no valid AWS credentials found, the profile "nobody" has none: /,
    );
  });

  for (const [key, code] of [
    ["EXPIRED", "ExpiredToken"],
    ["INVALID", "InvalidClientTokenId"],
  ])
    it(`is refused with credentials that AWS refuses as ${code}`, async () => {
      process.env.AWS_ACCESS_KEY_ID = key;
      await assert.rejects(
        configure(),
        new RegExp(
          `^Error: invalid credentials configured: .*StatusCode: 403, .*api error ${code}: The security token`,
        ),
      );
    });

  it("is refused in an account that is not allowed, or forbidden", async () => {
    const refusal = new Error("AWS account ID not allowed: 123456789012");
    await assert.rejects(configure({ allowedAccountIds: '["210987654321"]' }), refusal);
    await assert.rejects(configure({ forbiddenAccountIds: '["123456789012"]' }), refusal);
  });

  it("is refused where nobody answers", async () => {
    process.env.AWS_ENDPOINT_URL = "http://127.0.0.1:1";
    await assert.rejects(configure(), /^Error: unable to validate AWS credentials: .*ECONNREFUSED/);
  });

  it("passes a refusal of AWS on in one line", async () => {
    const standIn = new AwsStandIn();
    await standIn.configure({ region: "eu-central-1" });
    await assert.rejects(
      standIn.invoke("aws:eks/getCluster:getCluster", { name: "blog" }),
      new Error("getCluster: reading EKS Cluster (blog): couldn't find resource"),
    );
    await assert.rejects(
      standIn.invoke("aws:route53/getZone:getZone", { zoneId: "Z1" }),
      /^Error: getZone: operation error Route 53: GetHostedZone, .*StatusCode: 404, .*api error NoSuchHostedZone: .*$/,
    );
    await assert.rejects(
      standIn.invoke("aws:route53/getZone:getZone", { zone: "Z1" }),
      new Error("getZone: zone is unknown: there are name, privateZone, zoneId"),
    );
  });
});
