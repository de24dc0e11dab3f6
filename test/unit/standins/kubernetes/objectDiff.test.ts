import assert from "node:assert/strict";
import { compareObject } from "../../../standins/kubernetes/objectDiff";
import { type JsonObject, type Properties, Unknown } from "../../../standins/protocol/value";
import { claim, configMap, deployment, service } from "./objects";

interface Options {
  readonly live?: JsonObject;
  readonly ignoreChanges?: string[];
  readonly mutable?: boolean;
}

const diff = (
  oldInputs: JsonObject,
  news: Properties,
  { live, ignoreChanges = [], mutable = false }: Options = {},
) =>
  compareObject({
    live: live ?? oldInputs,
    oldInputs,
    news,
    namespaced: true,
    ignoreChanges,
    mutable: { secrets: mutable, configMaps: mutable },
  });
const paths = (...given: Parameters<typeof diff>): string[] => diff(...given).changes.map(({ path }) => path);
const replaced = (...given: Parameters<typeof diff>): boolean =>
  diff(...given).changes.some(({ replaces }) => replaces);

describe("the difference of an object", () => {
  it("is nothing where the cluster only added its defaults", () => {
    const live = deployment(
      { replicas: 3, strategy: { type: "RollingUpdate" } },
      { imagePullPolicy: "Always" },
    );
    assert.deepEqual(paths(deployment(), deployment(), { live }), []);
  });

  it("is nothing for another spelling of an amount, and for values that the cluster drops when empty", () => {
    const resources = (cpu: string) => ({ resources: { requests: { cpu } }, args: [] });
    const live = deployment({}, { resources: { requests: { cpu: "500m" } } });
    assert.deepEqual(paths(deployment({}, resources("0.5")), deployment({}, resources("0.5")), { live }), []);
  });

  it("shows what another one changed in the cluster", () => {
    const live = deployment({ replicas: 5 });
    assert.deepEqual(paths(deployment({ replicas: 2 }), deployment({ replicas: 2 }), { live }), [
      "spec.replicas",
    ]);
  });

  it("shows no replicas to be zero as a change", () => {
    const live = deployment({ replicas: 1 });
    assert.deepEqual(paths(deployment(), deployment({ replicas: 0 }), { live }), ["spec.replicas"]);
  });

  it("compares a Secret's texts with the data that the cluster made of them", () => {
    const secret = (text: string) => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s" },
      stringData: { a: text },
    });
    const live = { ...secret("x"), stringData: {}, data: { a: Buffer.from("x").toString("base64") } };
    assert.deepEqual(paths(secret("x"), secret("x"), { live }), []);
    assert.deepEqual(paths(secret("x"), secret("y"), { live }), ["data.a"]);
  });

  it("leaves out what the program ignores", () => {
    assert.deepEqual(
      paths(deployment({ replicas: 1 }), deployment({ replicas: 2 }), { ignoreChanges: ["spec.replicas"] }),
      [],
    );
  });

  it("counts a value that is not known yet", () => {
    assert.deepEqual(paths(deployment(), deployment({}, { image: Unknown.value as never })), [
      "spec.template.spec.containers[0].image",
    ]);
  });
});

describe("an object", () => {
  const labels = { matchLabels: { app: "other" } };
  const replacing: [string, JsonObject, JsonObject][] = [
    ["a Deployment's selector", deployment(), deployment({ selector: labels })],
    ["a claim's class", claim(), claim("1Gi", { storageClassName: "fast" })],
    ["a claim's access", claim(), claim("1Gi", { accessModes: ["ReadWriteMany"] })],
    ["a Service's address", service({ clusterIP: "10.0.0.1" }), service({ clusterIP: "None" })],
    ["a ConfigMap's data", configMap({ a: "1" }), configMap({ a: "2" })],
    ["a name", deployment(), { ...deployment(), metadata: { name: "other", namespace: "blog" } }],
    ["a namespace", deployment(), { ...deployment(), metadata: { name: "backend", namespace: "other" } }],
  ];
  for (const [what, before, now] of replacing) {
    it(`is replaced for ${what}`, () => assert.ok(replaced(before, now)));
  }

  const updating: [string, JsonObject, JsonObject][] = [
    ["a Deployment's image", deployment(), deployment({}, { image: "registry/backend:2" })],
    ["a claim's size", claim(), claim("2Gi")],
    ["a Service's port", service(), service({ ports: [{ port: 81 }] })],
  ];
  for (const [what, before, now] of updating) {
    it(`is updated in place for ${what}`, () => {
      assert.equal(diff(before, now).changes.length, 1);
      assert.ok(!replaced(before, now));
    });
  }

  it("keeps its ConfigMap where the provider may change data in place, unless it is immutable", () => {
    assert.ok(!replaced(configMap({ a: "1" }), configMap({ a: "2" }), { mutable: true }));
    const immutable = { immutable: true };
    assert.ok(
      replaced(configMap({ a: "1" }, immutable), configMap({ a: "2" }, immutable), { mutable: true }),
    );
  });

  it("goes before its replacement comes when both have one name", () => {
    assert.equal(diff(configMap({ a: "1" }), configMap({ a: "2" })).deleteBeforeReplace, true);
    const autonamed = {
      ...configMap({ a: "1" }),
      metadata: { name: "settings-1", annotations: { "pulumi.com/autonamed": "true" } },
    };
    assert.equal(diff(autonamed, { ...autonamed, data: { a: "2" } }).deleteBeforeReplace, false);
  });
});
