import assert from "node:assert/strict";
import { join } from "node:path";
import { MemoryCluster } from "../../../standins/kubernetes/memory/memoryCluster";
import { readModels } from "../../../standins/kubernetes/memory/models";
import { ObjectStore } from "../../../standins/kubernetes/memory/store";
import { refOf, textAt } from "../../../standins/kubernetes/object";
import type { JsonObject } from "../../../standins/protocol/value";
import { claim, configMap, deployment, service } from "./objects";

const models = readModels(join(__dirname, "../../../../node_modules/@kubernetes/client-node"));
const newCluster = (): MemoryCluster => new MemoryCluster(new ObjectStore(undefined), models);
const create = (object: JsonObject, cluster = newCluster()) => cluster.create(object, { dryRun: false });
const apply = (object: JsonObject, cluster: MemoryCluster) =>
  cluster.apply(object, { dryRun: false, fieldManager: "m", force: false });

describe("a cluster in memory", () => {
  const refused: [string, JsonObject, RegExp][] = [
    [
      "a misspelt field",
      deployment({}, { volumeMount: [] }),
      /unknown field "spec.template.spec.containers\[0\].volumeMount"/,
    ],
    ["a missing field", { ...deployment(), spec: { template: {} } }, /spec.selector: Required value/],
    ["a text for a number", deployment({ replicas: "2" }), /spec.replicas must be number, got string/],
    ["an unknown kind", { ...deployment(), kind: "Deploymint" }, /no matches for kind "Deploymint"/],
    [
      "upper case in a name",
      { ...deployment(), metadata: { name: "Backend" } },
      /metadata.name: Invalid value: "Backend"/,
    ],
    [
      "a label too long",
      { ...deployment(), metadata: { name: "a", labels: { a: "x".repeat(64) } } },
      /metadata.labels.a/,
    ],
    [
      "a selector that finds nothing",
      deployment({ selector: { matchLabels: { app: "x" } } }),
      /does not match template/,
    ],
    ["no image", deployment({}, { image: "" }), /image: Required value/],
    ["a port out of range", deployment({}, { ports: [{ containerPort: 70_000 }] }), /between 1 and 65535/],
    [
      "a mount without volume",
      deployment({}, { volumeMounts: [{ name: "v", mountPath: "/v" }] }),
      /Not found: "v"/,
    ],
    [
      "an amount that is none",
      deployment({}, { resources: { limits: { memory: "1GB" } } }),
      /quantities must/,
    ],
    [
      "more requested than the limit",
      deployment({}, { resources: { limits: { cpu: 1 }, requests: { cpu: "2" } } }),
      /less than or equal to cpu limit/,
    ],
    [
      "a probe of two kinds",
      deployment({}, { livenessProbe: { exec: {}, tcpSocket: { port: 1 } } }),
      /exactly one handler/,
    ],
    ["a Service without ports", service({ ports: [] }), /spec.ports: Required value/],
    [
      "a node port out of range",
      service({ type: "NodePort", ports: [{ port: 1, nodePort: 80 }] }),
      /30000-32767/,
    ],
    ["a claim without access", claim("1Gi", { accessModes: [] }), /accessModes: Required value/],
  ];
  for (const [what, object, message] of refused) {
    it(`refuses ${what}`, async () => assert.rejects(create(object), message));
  }

  it("refuses what is there already", async () => {
    const cluster = newCluster();
    await create(deployment(), cluster);
    await assert.rejects(create(deployment(), cluster), /Deployment "backend" already exists/);
  });

  const forbidden: [string, JsonObject, JsonObject][] = [
    [
      "a selector",
      deployment(),
      deployment({
        selector: { matchLabels: { app: "backend", b: "c" } },
        template: {
          metadata: { labels: { app: "backend", b: "c" } },
          spec: { containers: [{ name: "a", image: "b" }] },
        },
      }),
    ],
    ["a claim's access", claim(), claim("1Gi", { accessModes: ["ReadWriteMany"] })],
    ["a claim to less", claim("2Gi"), claim("1Gi")],
    [
      "what is immutable",
      configMap({ a: "1" }, { immutable: true }),
      configMap({ a: "2" }, { immutable: true }),
    ],
  ];
  for (const [what, before, now] of forbidden) {
    it(`refuses to change ${what}`, async () => {
      const cluster = newCluster();
      await create(before, cluster);
      await assert.rejects(apply(now, cluster), /immutable|Forbidden/);
    });
  }

  it("changes the rest in place, and only for real", async () => {
    const cluster = newCluster();
    const { metadata } = await create(configMap({ a: "1" }), cluster);
    await cluster.apply(configMap({ a: "3" }), { dryRun: true, fieldManager: "m", force: false });
    assert.equal(textAt(await cluster.read(refOf(configMap({}))), "data", "a"), "1");
    const now = await apply(configMap({ b: "2" }), cluster);
    assert.deepEqual(
      [now.data, textAt(now, "metadata", "uid")],
      [{ b: "2" }, textAt({ metadata }, "metadata", "uid")],
    );
  });

  it("keeps the texts of a Secret as data", async () => {
    const secret = { apiVersion: "v1", kind: "Secret", metadata: { name: "s" }, stringData: { a: "x" } };
    const made = await create(secret);
    assert.deepEqual([made.data, made.stringData], [{ a: "eA==" }, undefined]);
  });

  it("lets no pod into a restricted namespace that does not keep to it", async () => {
    const cluster = newCluster();
    const labels = { "pod-security.kubernetes.io/enforce": "restricted" };
    await create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "blog", labels } }, cluster);
    const loose = await create(deployment(), cluster);
    assert.match(
      (await cluster.unreadiness(loose))[0],
      /violates PodSecurity "restricted:latest": allowPrivilegeEscalation/,
    );
    await assert.rejects(cluster.untilReady(loose), /timed out waiting to be Ready/);
    const securityContext = {
      ...{ allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      capabilities: { drop: ["ALL"] },
    };
    assert.deepEqual(
      await cluster.unreadiness(await apply(deployment({}, { securityContext }), cluster)),
      [],
    );
  });
});
