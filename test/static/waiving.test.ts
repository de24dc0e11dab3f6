import assert from "node:assert/strict";
import type { Finding } from "./finding";
import { judge, type Waiver } from "./waiving";

const FINDING: Finding = {
  tool: "kube-score",
  rule: "container-resources",
  resource: "Deployment blog/backend",
  container: "backend",
  problem: "CPU limit is not set",
  stack: "prod",
};
const WAIVER: Waiver = {
  tool: "kube-score",
  rule: "container-resources",
  resources: ["Deployment blog/backend: backend"],
  reason: "it is",
};

const judged = (findings: Finding[], waivers: Waiver[]) => judge(findings, waivers, "waivers.ts");

describe("a waiver", () => {
  it("covers the rule's findings about the resources that it names", () => {
    assert.deepEqual(judged([FINDING], [WAIVER]), { unwaived: [], stale: [] });
  });

  const others: [string, Partial<Finding>][] = [
    ["tool", { tool: "checkov" }],
    ["rule", { rule: "container-image-tag" }],
    ["resource", { resource: "Deployment blog/frontend" }],
    ["container", { container: "sidecar" }],
  ];
  for (const [what, change] of others) {
    it(`covers no other ${what}`, () => {
      const { unwaived, stale } = judged([{ ...FINDING, ...change }], [WAIVER]);
      assert.deepEqual([unwaived.length, stale.length], [1, 1]);
    });
  }

  it("covers one problem or one stack alone where it names one", () => {
    const narrow = { ...WAIVER, problem: FINDING.problem, stack: "prod" };
    const findings = [
      FINDING,
      { ...FINDING, problem: "Memory limit is not set" },
      { ...FINDING, stack: "local" },
    ];
    assert.deepEqual(judged(findings, [narrow]).unwaived.length, 2);
  });

  it("is stale for each resource that is in order", () => {
    const wide = { ...WAIVER, resources: [...WAIVER.resources, "Deployment blog/frontend: frontend"] };
    assert.deepEqual(judged([FINDING], [wide]).stale, [
      "kube-score container-resources has nothing against Deployment blog/frontend: frontend any more: remove the waiver from waivers.ts.",
    ]);
  });
});

describe("a finding that nobody waives", () => {
  it("is one sentence, however many stacks have it", () => {
    assert.deepEqual(judged([FINDING, { ...FINDING, stack: "local" }], []).unwaived, [
      'kube-score container-resources: Deployment blog/backend: backend breaks "CPU limit is not set" in prod, local: change it, or waive it with a reason in waivers.ts.',
    ]);
  });
});
