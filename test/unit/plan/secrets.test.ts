import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { kubernetesYaml } from "../../../commands/plan/forms/kubernetes";
import { textOfPlan } from "../../../commands/plan/forms/text";
import { treeOf } from "../../../commands/plan/forms/tree";
import { Plan, SECRET } from "../../../commands/plan/plan";
import { runProgram } from "../../../commands/plan/program/run";
import { configured, inCopy, planned } from "./folder";

const forms = (plan: Plan) => [textOfPlan(plan), treeOf(plan), kubernetesYaml(plan)].join("\n");

describe("secrets in a plan", () => {
  it("are hidden wherever they flow, while their names are told", async () => {
    const plan = await planned("prod");
    assert.doesNotMatch(forms(plan), /\bgenerated\b|token-of-the-registry/);
    const secrets = plan.resources.filter(({ type }) => type === "kubernetes:core/v1:Secret");
    assert.equal(secrets.length, 2);
    for (const { inputs } of secrets) assert.deepEqual(inputs.stringData, { password: SECRET });
  });

  it("are hidden in the outputs of the stack, and in parts of an input", async () => {
    const plan = await inCopy([], () =>
      runProgram(() => {
        const password = pulumi.secret("hunter2");
        new random.RandomString("named", { length: 8, keepers: { plain: "seen", password } });
        return Promise.resolve({ password, open: "seen" });
      }, "local"),
    );
    assert.doesNotMatch(forms(plan), /hunter2/);
    assert.equal(plan.outputs.open, "seen");
  });

  it("stay encrypted in the stack's file: not even their cipher is told", async () => {
    const plan = await planned(
      "prod",
      configured("prod", "  aws:profile:\n    secure: v1:c2VjcmV0:Y2lwaGVy"),
    );
    assert.doesNotMatch(forms(plan), /Y2lwaGVy/);
    const provider = plan.resources.find(({ type }) => type === "pulumi:providers:aws");
    assert.equal(provider?.inputs.profile, SECRET);
  });
});
