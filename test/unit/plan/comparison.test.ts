import assert from "node:assert/strict";
import { KINDS as AWS_KINDS } from "../../standins/aws/kinds";
import { Change, changesBetween } from "../../../commands/plan/against/changes";
import { Comparison } from "../../../commands/plan/against/compare";
import { differences } from "../../../commands/plan/against/differences";
import { comparisonMarkdown } from "../../../commands/plan/against/markdown";
import { KNOWN_TYPES, replaces } from "../../../commands/plan/against/replacement";
import { comparisonText } from "../../../commands/plan/against/text";
import { Plan } from "../../../commands/plan/plan";
import { Edit, planned } from "./folder";

const told = (changes: readonly Change[]) =>
  changes.map(({ kind, resource }) => `${kind} ${resource.type.split(":").at(-1)} ${resource.name}`);

const compared = (before: Plan | undefined, now: Plan): Comparison => ({
  ...{ against: "main", before, now, notes: [] },
  changes: changesBetween(before, now),
});

const edited = (from: string, to: string): Edit => ["Pulumi.prod.yaml", (text) => text.replace(from, to)];

describe("a plan against another one", () => {
  let prod: Plan;
  before(async () => {
    prod = await planned("prod");
  });

  it("shows nothing where nothing changed", async () => {
    const { changes, ...same } = compared(prod, await planned("prod"));
    assert.deepEqual(changes, []);
    assert.match(
      comparisonText({ ...same, changes }),
      /^Stack prod against main: no changes\nCost: \S+ dollars a month, as before\n/,
    );
  });

  it("shows only the image and the workload of the one service whose source changed", async () => {
    const now = await planned("prod", ["dockerfiles/backend/main.go", (text) => `${text}\n// changed\n`]);
    const changes = changesBetween(prod, now);
    for (const { resource } of changes) assert.match(resource.name, /^backend(-[0-9a-f]{12})?$/);
    assert.deepEqual([...new Set(changes.map(({ resource }) => resource.type.split(":").at(-1)))].sort(), [
      "Deployment",
      "Image",
    ]);
    const deployment = changes.find(({ resource }) => resource.type.endsWith(":Deployment"));
    assert.deepEqual(deployment?.differences.map(({ path }) => path).sort(), [
      "spec.template.spec.containers[backend].env[VERSION].value",
      "spec.template.spec.containers[backend].image",
    ]);
  });

  it("shows what money a further gateway costs", async () => {
    const comparison = compared(
      prod,
      await planned("prod", edited("natGateways: single", "natGateways: perZone")),
    );
    assert.match(
      comparisonText(comparison),
      /Cost: \S+ dollars a month, \+73\.00 \(NAT gateways \+65\.70; public addresses \+7\.30\)/,
    );
    assert.deepEqual(
      told(comparison.changes).filter((line) => !line.includes("Route ")),
      [
        "added Eip blog-prod-b",
        "added Eip blog-prod-c",
        "added NatGateway blog-prod-b",
        "added NatGateway blog-prod-c",
      ],
    );
  });

  it("tells what is replaced, and what goes with it", async () => {
    const now = await planned("prod", edited("10.20.0.0/16", "10.30.0.0/16"));
    const changes = changesBetween(prod, now);
    const replaced = changes.filter(({ kind }) => kind === "replaced");
    const lines = told(replaced);
    assert.ok(
      lines.includes("replaced Vpc blog-prod") && lines.includes("replaced Subnet blog-prod-public-a"),
    );
    const nat = replaced.find(({ resource }) => resource.type.endsWith(":NatGateway"));
    assert.equal(nat?.because?.name, "blog-prod-public-a");
  });

  it("shows a pin that is set: the image is left in place, and the pods change", async () => {
    const now = await planned("prod", edited("blog:backend:\n", 'blog:backend:\n    tag: "3f2a9c1d04be"\n'));
    const kinds = changesBetween(prod, now).map(
      ({ kind, resource }) => `${kind} ${resource.type.split(":").at(-1)}`,
    );
    assert.deepEqual(kinds.sort(), ["changed Deployment", "left Image"]);
  });

  it("calls everything new where there was no such stack", () => {
    const changes = changesBetween(undefined, prod);
    assert.equal(changes.length, prod.resources.filter(({ custom }) => custom).length);
    assert.ok(changes.every(({ kind }) => kind === "added"));
  });

  it("notices that a protection goes, and nothing about the order of things", () => {
    const having = (options: Plan["resources"][number]["options"]): Plan => ({
      ...prod,
      resources: prod.resources.map((one) => (one.name === "database-root" ? { ...one, options } : one)),
    });
    const changes = changesBetween(having({ protect: true, dependsOn: ["a"] }), having({ dependsOn: ["b"] }));
    assert.deepEqual(
      changes.flatMap((one) => one.differences.map(({ path }) => path)),
      ["options.protect", "options.protect"],
    );
  });
});

describe("a plan against another one, as Markdown,", () => {
  const resource = (name: string, data: string, type = "kubernetes:core/v1:ConfigMap") => ({
    ...{ id: `${type}::${name}`, type, name, custom: true, options: {} },
    inputs: { data: { text: data }, metadata: { name } },
  });
  const stack = (...resources: Plan["resources"]): Plan => ({
    ...{ stack: "prod", resources, outputs: {}, warnings: [], assumptions: [] },
  });
  const markdown = (before: Plan, now: Plan) => comparisonMarkdown(compared(before, now));

  it("begins with the summary, has what is lost in bold, and folds the details", () => {
    const text = markdown(
      stack(resource("gone", "1"), resource("other", "1")),
      stack(resource("new", "1"), resource("other", "2")),
    );
    const lines = text.split("\n");
    assert.equal(lines[0], "### Plan of `prod` against `main`: 1 replaced, 1 removed, 1 added");
    assert.ok(lines.includes("- **removed: `ConfigMap gone`**"));
    assert.ok(lines.includes("- **replaced: `ConfigMap other`**"));
    assert.ok(lines.includes("- added: `ConfigMap new`"));
    assert.match(
      text,
      /<details><summary>What is replaced.*\n\n`ConfigMap other`\n\n```diff\ndata\.text: "1" → "2" {2}\(replaces\)\n```/,
    );
  });

  it("leaves out values for which a comment has no room, and says how many", () => {
    const long = (word: string) => `${word} ${"x".repeat(40)}\n`.repeat(500);
    const [before, now] = ["1", "2"].map((word) =>
      stack(resource("large", long(word)), resource("small", word)),
    );
    const text = markdown(before, now);
    assert.ok(text.length < 31_000);
    assert.match(text, /`ConfigMap small`\n\n```diff/);
    assert.match(
      text,
      /The values of 1 more are left out: `npm run plan -- --stack prod --against main` shows them\./,
    );
  });

  it("does not compare texts line by line that have nothing in common", () => {
    const [before, now] = ["1", "2"].map((word) => stack(resource("vast", `${word}\n`.repeat(20_000))));
    assert.match(markdown(before, now), /\n {2}\(more than 2000 lines differ\)\n/);
  });

  it("lets no text of the change out of its fence, and no name call anybody", () => {
    const text = markdown(
      stack(resource("a", "1\n")),
      stack(resource("a", "1\n```\n</details>@team\n"), resource("`@team", "1")),
    );
    assert.match(text, /\n````diff\n[^]*\+```\n[^]*\n````\n/);
    assert.match(text, /- added: `ConfigMap {2}@team`/);
  });
});

describe("differences", () => {
  it("compare lists of named things by name, plain lists as a whole, and others by their place", () => {
    const list = (...names: string[]) => names.map((name) => ({ name, value: name }));
    assert.deepEqual(differences(list("a", "c"), list("a", "b", "c")), [
      { path: "[b]", now: { name: "b", value: "b" } },
    ]);
    assert.deepEqual(differences({ of: ["a"] }, { of: ["b", "a"] }), [
      { path: "of", before: ["a"], now: ["b", "a"] },
    ]);
    assert.deepEqual(differences([{ a: 1 }], [{ a: 2 }]), [{ path: "[0].a", before: 1, now: 2 }]);
  });

  it("tell a group that has gone from one that is empty", () => {
    assert.deepEqual(differences({ a: {} }, {}), [{ path: "a", before: {} }]);
  });
});

describe("what replaces a resource", () => {
  it("is, for AWS, what the stand-ins of its provider say", () => {
    for (const type of KNOWN_TYPES.keys()) {
      const kind = AWS_KINDS.get(`aws:${type}`);
      if (kind === undefined) continue;
      const known = KNOWN_TYPES.get(type) ?? [];
      assert.deepEqual([...known].sort(), replacing(kind.schema, "").sort(), type);
    }
  });

  it("is known for every kind of AWS resource that the stack has and that anything replaces", async () => {
    const types = new Set(
      (await planned("prod")).resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")),
    );
    const unknown = [...types].filter(
      (type) =>
        replacing(AWS_KINDS.get(type)?.schema ?? {}, "").length > 0 && !KNOWN_TYPES.has(type.slice(4)),
    );
    assert.deepEqual(unknown, []);
  });

  it("is every argument of a random value, and the name of every object in Kubernetes", () => {
    const of = (type: string) => ({ id: "", type, name: "a", custom: true, inputs: {}, options: {} });
    assert.ok(replaces(of("random:index/randomPassword:RandomPassword"), "length"));
    assert.ok(replaces(of("kubernetes:policy/v1:PodDisruptionBudget"), "metadata.name"));
    assert.ok(!replaces(of("kubernetes:apps/v1:Deployment"), "spec.template"));
    assert.ok(replaces(of("kubernetes:apps/v1:Deployment"), "spec.selector.matchLabels.a"));
  });
});

/** Paths of the arguments that replace, but for the region, which every resource of AWS has. */
function replacing(schema: Readonly<Record<string, any>>, path: string): string[] {
  return Object.entries(schema).flatMap(([name, property]) => {
    const here = path === "" ? name : `${path}.${name}`;
    if (property.kind === "unsupported" || property.output || here === "region") return [];
    if (property.replaces) return [here];
    const fields = property.kind === "block" ? property.fields : property.of?.fields;
    return fields === undefined ? [] : replacing(fields, here);
  });
}
