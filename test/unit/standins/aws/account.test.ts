import assert from "node:assert/strict";
import { describe as describeError } from "../../../standins/aws/account/apiError";
import { connect } from "../../../standins/aws/account/connect";
import { checkSettings, parseSettings } from "../../../standins/aws/account/settings";
import { AwsStandIn } from "../../../standins/aws/aws";

const reasons = (inputs: Parameters<typeof checkSettings>[0]) =>
  checkSettings(inputs).map(({ reason }) => reason);

describe("the arguments of the aws provider", () => {
  it("are accepted as the SDK writes them", () => {
    const given = {
      region: "eu-central-1",
      defaultTags: '{"tags":{"project":"blog"}}',
      allowedAccountIds: '["123456789012"]',
      skipRegionValidation: "true",
      maxRetries: "3",
      profile: null,
    };
    assert.deepEqual(reasons(given), []);
  });

  const WRONG: Record<string, [object, RegExp]> = {
    "a misspelt one": [{ regoin: "eu-central-1" }, /^regoin is unknown/],
    "a region that is none": [
      { region: "eu-nowhere-1" },
      /^region must be a region of AWS, got "eu-nowhere-1"/,
    ],
    "a short account id": [
      { allowedAccountIds: '["1234"]' },
      /^allowedAccountIds\[0\] must be an account id/,
    ],
    "tags beside the group of tags": [
      { defaultTags: '{"project":"blog"}' },
      /^defaultTags.project is unknown/,
    ],
    "a tag of AWS's own": [{ defaultTags: '{"tags":{"aws:x":"y"}}' }, /^defaultTags.tags must have no key/],
    "one that is not supported": [{ assumeRoles: "[{}]" }, /^assumeRoles is not supported by the stand-in/],
  };
  for (const [what, [inputs, sentence]] of Object.entries(WRONG)) {
    it(`are refused with ${what}`, () => assert.match(reasons(inputs as never).join("\n"), sentence));
  }

  it("are read from the texts that the engine hands over", () => {
    const settings = parseSettings({
      region: "eu-central-1",
      allowedAccountIds: '["123456789012"]',
      profile: "",
    });
    assert.deepEqual(settings, { region: "eu-central-1", allowedAccountIds: ["123456789012"] });
  });

  it("have to be a region's before anything is asked", async () => {
    await assert.rejects(connect({ region: "eu-nowhere-1" }), new Error("invalid AWS Region: eu-nowhere-1"));
  });
});

describe("a refusal by AWS", () => {
  it("is said in one line, with call, status and code", () => {
    const metadata = { httpStatusCode: 400, requestId: "r-1" };
    const refusal = Object.assign(new Error("The CIDR\n is invalid"), {
      name: "InvalidVpc.Range",
      $fault: "client",
      $metadata: metadata,
    });
    assert.equal(
      describeError(refusal, "EC2", "CreateVpc").message,
      "operation error EC2: CreateVpc, https response error StatusCode: 400, RequestID: r-1, api error InvalidVpc.Range: The CIDR is invalid",
    );
  });

  it("is not made of an error of the connection", () => {
    const refused = new Error("connect ECONNREFUSED 127.0.0.1:1");
    assert.equal(
      describeError(refused, "STS", "GetCallerIdentity").message,
      "operation error STS: GetCallerIdentity, connect ECONNREFUSED 127.0.0.1:1",
    );
  });
});

describe("the aws stand-in", () => {
  it("says which types and functions it has when it is asked for others", async () => {
    const standIn = new AwsStandIn();
    assert.throws(
      () => standIn.resource("aws:rds/instance:Instance"),
      /Instance is not supported by the stand-in: it has aws:ec2/,
    );
    assert.throws(
      () => standIn.resource("aws:ec2/vpc:Vpc"),
      /used for aws:ec2\/vpc:Vpc before it was configured/,
    );
    await assert.rejects(
      async () => standIn.invoke("aws:index/getRegion:getRegion", {}),
      /before it was configured/,
    );
  });
});
