import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Aws, startAws } from "./double";

const run = promisify(execFile);

describe("the AWS double", () => {
  let aws: Aws;
  before(async () => (aws = await startAws()));
  after(() => aws.stop());

  it("answers the real aws CLI", async () => {
    const env = { ...process.env, ...aws.environment, AWS_DEFAULT_REGION: "ap-northeast-2" };
    const { stdout } = await run("aws", ["sts", "get-caller-identity"], { env });

    assert.equal(JSON.parse(stdout).Account, "123456789012");
  });
});
