import assert from "node:assert/strict";
import { stateIn } from "../../../commands/stackState";

const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
const urn = (type: string, name: string) => `urn:pulumi:prod::blog::blog:index:Service$${type}::${name}`;
const stored = (type: string, name: string, more: object = {}) => ({ type, urn: urn(type, name), ...more });
const stateOf = (deployment: object | null) => stateIn({ version: 3, deployment });

describe("the state of a stack", () => {
  it("tells the outputs of the stack alone", () => {
    const resources = [
      stored(DEPLOYMENT, "backend", { outputs: { url: "http://elsewhere" } }),
      stored("pulumi:pulumi:Stack", "blog-prod", { outputs: { url: "http://blog", pinned: ["backend"] } }),
    ];
    assert.deepEqual(stateOf({ resources }).outputs, {
      url: { value: "http://blog" },
      pinned: { value: ["backend"] },
    });
  });

  it("tells the Deployments whose pods did not become ready", () => {
    const resources = [
      stored(DEPLOYMENT, "backend", { initErrors: ["2 of 3 pods"] }),
      stored(DEPLOYMENT, "frontend", { initErrors: [] }),
      stored(DEPLOYMENT, "proxy"),
      stored("kubernetes:core/v1:Service", "database", { initErrors: ["no pods"] }),
    ];
    assert.deepEqual(stateOf({ resources }).unready, new Set(["backend"]));
  });

  it("tells whether the last update was interrupted", () => {
    const pending = [{ type: "creating", resource: stored(DEPLOYMENT, "backend") }];
    assert.equal(stateOf({ pending_operations: pending }).interrupted, true);
    assert.equal(stateOf({ pending_operations: [] }).interrupted, false);
  });

  for (const nothing of [{}, null]) {
    it(`is empty before the first update, told as ${JSON.stringify(nothing)}`, () => {
      assert.deepEqual(stateOf(nothing), { outputs: {}, unready: new Set(), interrupted: false });
    });
  }
});
