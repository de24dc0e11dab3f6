import assert from "node:assert/strict";
import type { Awaiter } from "../../../standins/kubernetes/await/awaiter";
import { claimAwaiter } from "../../../standins/kubernetes/await/claim";
import { deploymentAwaiter } from "../../../standins/kubernetes/await/deployment";
import { jobAwaiter } from "../../../standins/kubernetes/await/job";
import { podProblems } from "../../../standins/kubernetes/await/pod";
import { serviceAwaiter } from "../../../standins/kubernetes/await/service";
import { statefulSetAwaiter } from "../../../standins/kubernetes/await/statefulSet";
import type { JsonObject } from "../../../standins/protocol/value";
import { claim, deployment, service } from "./objects";

const assess = (
  awaiter: Awaiter,
  object: JsonObject,
  related: Record<string, JsonObject[]> = {},
  previous?: JsonObject,
) => awaiter.assess({ object, previous, of: (kind) => related[kind] ?? [] });

const condition = (type: string, status: string, reason: string): JsonObject => ({
  type,
  status,
  reason,
  message: `${reason}.`,
});

/** A Deployment at a revision, as its controller leaves it. */
const rolledOut = (revision: string, conditions: JsonObject[], observedGeneration = 2): JsonObject => ({
  ...deployment(),
  metadata: {
    name: "backend",
    uid: "d",
    generation: 2,
    annotations: { "deployment.kubernetes.io/revision": revision },
  },
  status: { observedGeneration, conditions },
});
const replicaSet = (revision: string, readyReplicas: number): JsonObject => ({
  metadata: {
    name: "rs",
    uid: "r",
    ownerReferences: [{ uid: "d" }],
    annotations: { "deployment.kubernetes.io/revision": revision },
  },
  spec: { replicas: 2 },
  status: { readyReplicas },
});
const complete = [
  condition("Available", "True", "MinimumReplicasAvailable"),
  condition("Progressing", "True", "NewReplicaSetAvailable"),
];
const pulling: JsonObject = {
  metadata: { name: "backend-1", namespace: "blog", ownerReferences: [{ uid: "r" }] },
  status: {
    conditions: [{ type: "Ready", status: "False", message: "containers with unready status: [backend]" }],
    containerStatuses: [
      {
        name: "backend",
        ready: false,
        state: { waiting: { reason: "ImagePullBackOff", message: "no such image" } },
      },
    ],
  },
};

describe("a Deployment", () => {
  it("is ready when the pods of its new revision are and it says so", () => {
    assert.ok(
      assess(deploymentAwaiter, rolledOut("2", complete), { ReplicaSet: [replicaSet("2", 2)] }).ready,
    );
  });

  const waiting: [string, JsonObject, JsonObject[]][] = [
    ["its controller has not looked yet", rolledOut("2", complete, 1), [replicaSet("2", 2)]],
    ["only pods of the old revision are ready", rolledOut("2", complete), [replicaSet("1", 2)]],
    ["one pod is missing", rolledOut("2", complete), [replicaSet("2", 1)]],
    [
      "the rollout goes on",
      rolledOut("2", [complete[0], condition("Progressing", "True", "ReplicaSetUpdated")]),
      [replicaSet("2", 2)],
    ],
    [
      "too few are available",
      rolledOut("2", [condition("Available", "False", "Few"), complete[1]]),
      [replicaSet("2", 2)],
    ],
  ];
  for (const [why, object, sets] of waiting) {
    it(`is not ready while ${why}`, () =>
      assert.ok(!assess(deploymentAwaiter, object, { ReplicaSet: sets }).ready));
  }

  it("names the pod that fails, and why", () => {
    const { reasons } = assess(deploymentAwaiter, rolledOut("2", complete), {
      ReplicaSet: [replicaSet("2", 0)],
      Pod: [pulling],
    });
    assert.match(
      reasons.join("\n"),
      /\[Pod blog\/backend-1\]: containers with unready status: \[backend\] \[ImagePullBackOff\] no such image/,
    );
  });

  it("waits for the claims that its pods use", () => {
    const volumes = [{ name: "v", persistentVolumeClaim: { claimName: "data" } }];
    const object = { ...rolledOut("2", complete), spec: { template: { spec: { volumes } } } };
    const related = (phase: string) => ({
      ReplicaSet: [replicaSet("2", 2)],
      PersistentVolumeClaim: [{ ...claim(), status: { phase } }],
    });
    assert.ok(!assess(deploymentAwaiter, object, related("Pending")).ready);
    assert.ok(assess(deploymentAwaiter, object, related("Bound")).ready);
  });
});

describe("a pod", () => {
  it("has no problem while its containers are made", () => {
    const status = {
      containerStatuses: [{ name: "a", ready: false, state: { waiting: { reason: "ContainerCreating" } } }],
    };
    assert.deepEqual(podProblems({ metadata: { name: "a" }, status }), []);
  });

  it("tells how its container ended", () => {
    const lastState = { terminated: { reason: "Error", exitCode: 3, finishedAt: "now" } };
    const state = { waiting: { reason: "CrashLoopBackOff", message: "back-off" } };
    const status = { containerStatuses: [{ name: "a", ready: false, state, lastState }] };
    const [problem] = podProblems({ metadata: { name: "a" }, status });
    assert.match(
      problem,
      /\[CrashLoopBackOff\] back-off container "a" terminated at now \(Error: exit code 3\)/,
    );
  });
});

describe("a StatefulSet", () => {
  const set = (status: JsonObject): JsonObject => ({
    metadata: { name: "s", generation: 2 },
    spec: { replicas: 1 },
    status,
  });
  const ready = {
    observedGeneration: 2,
    replicas: 1,
    readyReplicas: 1,
    currentReplicas: 1,
    currentRevision: "b",
    updateRevision: "b",
  };

  it("is ready when all its pods are of the newest revision", () =>
    assert.ok(assess(statefulSetAwaiter, set(ready)).ready));
  for (const change of [
    { observedGeneration: 1 },
    { readyReplicas: 0 },
    { currentRevision: "a" },
    { replicas: 2 },
  ]) {
    it(`is not ready with ${JSON.stringify(change)}`, () => {
      assert.ok(!assess(statefulSetAwaiter, set({ ...ready, ...change })).ready);
    });
  }
});

describe("a Service", () => {
  const endpoints = (subset: JsonObject): JsonObject => ({
    metadata: { name: "backend" },
    subsets: [subset],
  });
  const rows: [string, JsonObject, JsonObject[], boolean][] = [
    ["has no endpoints yet", service(), [], false],
    ["has a pod", service(), [endpoints({ addresses: [{ ip: "1" }] })], true],
    ["has a pod that is not ready", service(), [endpoints({ notReadyAddresses: [{ ip: "1" }] })], false],
    ["is headless", service({ clusterIP: "None" }), [], true],
    ["has no selector", service({ selector: {} }), [], true],
    ["waits for an address", service({ selector: {}, type: "LoadBalancer" }), [], false],
  ];
  for (const [what, object, found, ready] of rows) {
    it(`is ${ready ? "" : "not "}ready when it ${what}`, () => {
      assert.equal(assess(serviceAwaiter, object, { Endpoints: found }).ready, ready);
    });
  }
});

describe("a Job", () => {
  const job = (...conditions: JsonObject[]): JsonObject => ({
    metadata: { name: "j", uid: "j" },
    status: { conditions },
  });
  it("is ready when complete and ends the wait when failed", () => {
    assert.ok(assess(jobAwaiter, job(condition("Complete", "True", ""))).ready);
    const failed = assess(jobAwaiter, job(condition("Failed", "True", "BackoffLimitExceeded")));
    assert.deepEqual([failed.ready, failed.failed], [false, true]);
    assert.match(failed.reasons[0], /\[BackoffLimitExceeded\]/);
  });
});

describe("a claim", () => {
  const classes = (volumeBindingMode: string) => ({
    StorageClass: [{ metadata: { name: "c" }, volumeBindingMode }],
  });
  const object = (phase: string) => ({ ...claim("1Gi", { storageClassName: "c" }), status: { phase } });
  it("has to be bound, unless its class waits for the first pod", () => {
    assert.ok(!assess(claimAwaiter, object("Pending"), classes("Immediate")).ready);
    assert.ok(assess(claimAwaiter, object("Bound"), classes("Immediate")).ready);
    assert.ok(assess(claimAwaiter, object("Pending"), classes("WaitForFirstConsumer")).ready);
    assert.ok(assess(claimAwaiter, object("Bound"), classes("WaitForFirstConsumer"), claim()).ready);
  });
});
