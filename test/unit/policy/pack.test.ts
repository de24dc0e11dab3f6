import assert from "node:assert/strict";
import { PolicyResource, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import { pack } from "../../../policy/pack";
import { RULE_NAMES } from "./rig";

const { policies, enforcementLevel } = pack();
const policy = (name: string) => policies.find((policy) => policy.name === name);
const urnOf = (type: string, name: string) => `urn:pulumi:prod::blog::${type}::${name}`;
const declared = (type: string, name: string, props: object) => ({
  ...{ type, name, props, urn: urnOf(type, name), opts: { protect: false } },
});

describe("the pack that Pulumi is given", () => {
  it("has all rules, and each stops an update unless a team lowers it", () => {
    assert.deepEqual(
      policies.map(({ name }) => name),
      RULE_NAMES,
    );
    assert.equal(enforcementLevel, "mandatory");
    assert.ok(policies.every(({ enforcementLevel }) => enforcementLevel === undefined));
  });

  it("reports what a rule finds in a resource before it is made", () => {
    const { validateResource } = policy("encryption") as ResourceValidationPolicy;
    const reported: string[] = [];

    const group = declared("aws:cloudwatch/logGroup:LogGroup", "audit", {});
    (validateResource as (...args: unknown[]) => void)(group, (sentence: string) => reported.push(sentence));

    assert.deepEqual(reported, ["LogGroup audit keeps its logs without a key of the stack: set kmsKeyId."]);
  });

  it("tells which bucket a setting belongs to by where the setting's name of it comes from", () => {
    const { validateStack } = policy("guarded-buckets") as StackValidationPolicy;
    const reported: [string, string][] = [];
    const [kept, open] = ["kept", "open"].map((name) => declared("aws:s3/bucket:Bucket", name, {}));
    const guards = ["PublicAccessBlock", "ServerSideEncryptionConfiguration"].map((kind) => ({
      ...declared(`aws:s3/bucket${kind}:Bucket${kind}`, "kept", { bucket: "kept-1234567" }),
      propertyDependencies: { bucket: [kept] },
    }));

    const resources = [kept, open, ...guards] as unknown as PolicyResource[];
    void validateStack({ resources } as any, (sentence: string, urn = "") => reported.push([sentence, urn]));

    assert.equal(reported.length, 2);
    for (const [sentence, urn] of reported) {
      assert.match(sentence, /^Bucket open /);
      assert.equal(urn, open.urn);
    }
  });
});
