import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { Failure } from "../../../commands/failure";
import { writeAll } from "../../../commands/plan/files";
import { kubernetesYaml, releaseFiles } from "../../../commands/plan/forms/kubernetes";
import { textOfPlan } from "../../../commands/plan/forms/text";
import { treeOf } from "../../../commands/plan/forms/tree";
import { Plan } from "../../../commands/plan/plan";
import { planned } from "./folder";

describe("the forms of a plan", () => {
  let prod: Plan;
  before(async () => {
    prod = await planned("prod");
  });

  it("are a tree in which every resource stands under its component, with what matters of it", () => {
    const tree = treeOf(prod);
    const made = prod.resources.filter(({ custom }) => custom);
    assert.match(tree, new RegExp(`^Stack prod: ${made.length} resources\n`));
    assert.match(
      tree,
      /\nbackend \(Service\)\n├─ Deployment backend {2}backend:[0-9a-f]{12} · 100m CPU · 128Mi\n├─ HorizontalPodAutoscaler backend {2}2 to 10 pods · at 70 % CPU\n/,
    );
    assert.match(
      tree,
      /\n│ {2}├─ Cluster blog-prod {2}Kubernetes 1\.36 · API from 203\.0\.113\.7\/32 · Auto Mode · protected\n/,
    );
    const lines = tree.split("\n\nResources by kind\n")[0].split("\n");
    assert.equal(lines.length - 2, prod.resources.length);
  });

  it("count the resources by kind", () => {
    const [, rest = ""] = treeOf(prod).split("\n\nResources by kind\n");
    const counts = [...rest.split("\n\n")[0].matchAll(/(?:^ {2}| {2,})(\d+) (?=\w)/gm)].map(([, count]) =>
      Number(count),
    );
    assert.equal(
      counts.reduce((sum, one) => sum + one, 0),
      prod.resources.filter(({ custom }) => custom).length,
    );
  });

  it("are a text that is YAML, with policies as what they say", () => {
    const all = parse(textOfPlan(prod)) as Record<string, any>;
    assert.deepEqual(Object.keys(all), [...prod.resources.map(({ id }) => id), "outputs"]);
    const [, role] = Object.entries(all).find(([id]) => id.endsWith(":Role::blog-prod-node")) ?? [];
    assert.equal(role.inputs.assumeRolePolicy.Statement[0].Effect, "Allow");
  });

  it("are Kubernetes' objects with a kind and a name each, those first that others need", () => {
    const objects = parseAllDocuments(kubernetesYaml(prod)).map((one) => one.toJS());
    const names = objects.map(({ apiVersion, kind, metadata }) => {
      assert.ok(apiVersion && kind && metadata.name);
      return `${kind} ${metadata.namespace}/${metadata.name}`;
    });
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(
      objects.slice(0, 2).map(({ kind }) => kind),
      ["Namespace", "Namespace"],
    );
    const kinds = objects.map(({ kind }) => kind as string);
    assert.ok(kinds.lastIndexOf("PersistentVolumeClaim") < kinds.indexOf("StatefulSet"));
    assert.ok(!kinds.includes("Release"));
  });

  it("let the objects mean each other by the names that they have", () => {
    const objects = parseAllDocuments(kubernetesYaml(prod)).map((one) => one.toJS());
    const database = objects.find(({ kind }) => kind === "StatefulSet");
    const scripts = database.spec.template.spec.volumes.find((one: any) => one.configMap).configMap.name;
    assert.ok(objects.some(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === scripts));
  });

  it("hand out what Helm is told, and HAProxy's configuration as HAProxy reads it", () => {
    const files = releaseFiles(prod);
    assert.deepEqual([...files.keys()], ["haproxy-values.yaml", "haproxy.cfg"]);
    const values = parse(files.get("haproxy-values.yaml") ?? "") as { config: string; replicaCount: number };
    assert.equal(values.config, files.get("haproxy.cfg"));
    assert.equal(values.replicaCount, 2);
    assert.match(
      files.get("haproxy-values.yaml") ?? "",
      /^# The objects of the Helm release haproxy are rendered by Helm /,
    );
  });

  it("are written into a folder together with the pictures, the same each time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "blog-plan-forms-"));
    try {
      const [one, other] = [join(folder, "deep", "one"), join(folder, "other")];
      const said: string[] = [];
      await writeAll(prod, one, (line) => said.push(line));
      await writeAll(prod, other, () => undefined);
      const names = readdirSync(one).sort();
      assert.deepEqual(names, [
        "haproxy-values.yaml",
        "haproxy.cfg",
        "kubernetes.yaml",
        "network.svg",
        "plan.txt",
        "resources.yaml",
        "topology.svg",
      ]);
      assert.equal(said.length, names.length);
      for (const name of names)
        assert.equal(readFileSync(join(one, name), "utf8"), readFileSync(join(other, name), "utf8"));
      await assert.rejects(
        writeAll(prod, join(one, "plan.txt"), () => undefined),
        Failure,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
