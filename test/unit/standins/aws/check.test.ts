import assert from "node:assert/strict";
import { Unknown } from "../../../standins/protocol/value";
import { check } from "./operations";
import { VALID } from "./valid";
import { EKS } from "./wrong/eks";
import { IDENTITY } from "./wrong/identity";
import { NETWORK, TAGS } from "./wrong/network";
import { STORAGE } from "./wrong/storage";

describe("the aws stand-in's check", () => {
  for (const [type, what, change, sentence] of [...NETWORK, ...EKS, ...IDENTITY, ...STORAGE, ...TAGS]) {
    it(`refuses ${what} for a ${type.split(":")[2]}`, async () => {
      const { failures = [] } = await check(type, { ...VALID[type], ...change });

      const reasons = failures.map(({ reason }) => reason);
      assert.ok(
        reasons.some((reason) => sentence.test(reason)),
        reasons.join("\n"),
      );
    });
  }

  for (const [type, inputs] of Object.entries(VALID)) {
    it(`accepts a right ${type.split(":")[2]}`, async () => {
      assert.deepEqual((await check(type, inputs)).failures, []);
    });

    it(`accepts a ${type.split(":")[2]} of which nothing is known yet`, async () => {
      const unknown = Object.fromEntries(Object.keys(inputs).map((name) => [name, Unknown.value]));
      assert.deepEqual((await check(type, unknown)).failures, []);
    });
  }

  it("names each required argument that is missing", async () => {
    const { failures = [] } = await check("aws:eks/cluster:Cluster", {});
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["roleArn", "vpcConfig"]);
  });
});
