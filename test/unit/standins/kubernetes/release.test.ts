import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ClusterAccess } from "../../../standins/kubernetes/access";
import type { Cluster } from "../../../standins/kubernetes/cluster";
import { resourceNames } from "../../../standins/kubernetes/release/helmReleases";
import { MemoryReleases } from "../../../standins/kubernetes/release/memoryReleases";
import { RELEASE, releaseResource } from "../../../standins/kubernetes/release/release";
import type { Releases } from "../../../standins/kubernetes/release/releases";
import { InitializationFailure } from "../../../standins/protocol/failure";
import { type Properties, Secret, Unknown } from "../../../standins/protocol/value";
import { callOf } from "../call";

const REPOSITORY = "https://charts.test/repo";
const call = callOf(RELEASE, "proxy");
const reachable = new ClusterAccess({} as Cluster, "");
const news: Properties = {
  ...{ chart: "proxy", name: "proxy", namespace: "edge", version: "1.0.0" },
  repositoryOpts: { repo: REPOSITORY },
  values: { password: new Secret("hunter2") },
};

describe("a Helm release", () => {
  let folder: string;
  const release = releaseResource(new MemoryReleases(), reachable, "default");
  const check = (given: Properties) =>
    release.check({ ...call, olds: {}, news: given, randomSeed: new Uint8Array() });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "charts-"));
    mkdirSync(join(folder, "proxy"));
    writeFileSync(join(folder, "proxy", "Chart.yaml"), "name: proxy\nversion: 1.0.0\n");
    process.env.STANDIN_HELM_REPOSITORIES = JSON.stringify({ [`${REPOSITORY}/`]: folder });
  });
  afterEach(() => {
    delete process.env.STANDIN_HELM_REPOSITORIES;
    rmSync(folder, { recursive: true });
  });

  it("gets the exact version of its chart, and a time limit", async () => {
    const { inputs } = await check(
      Object.fromEntries(Object.entries(news).filter(([key]) => key !== "version")),
    );
    assert.deepEqual([inputs.version, inputs.timeout], ["1.0.0", 300]);
  });

  const refused: [string, Properties, RegExp][] = [
    ["a version that is not there", { version: "2.0.0" }, /chart "proxy" version "2.0.0" not found in/],
    ["a chart that is not there", { chart: "porxy" }, /chart "porxy" version "1.0.0" not found/],
    [
      "a repository that does not answer",
      { repositoryOpts: { repo: "https://other.test" } },
      /cannot be reached/,
    ],
    ["a misspelt argument", { atomik: true }, /Unknown argument "atomik"/],
    ["an argument without effect here", { postrender: "x" }, /not supported by the stand-in/],
  ];
  for (const [what, change, message] of refused) {
    it(`is refused with ${what}`, async () => {
      const { failures } = await check({ ...news, ...change });
      assert.match(failures?.map(({ reason }) => reason).join() ?? "", message);
    });
  }

  it("keeps the secrets among its values", async () => {
    const { state } = await release.create({ ...call, news, preview: false, timeoutSeconds: 0 });
    assert.deepEqual((state.values as Properties).password, new Secret("hunter2"));
    assert.ok(state.__inputs instanceof Secret);
  });

  it("has a status that a preview does not know", async () => {
    const { state } = await release.create({ ...call, news, preview: true, timeoutSeconds: 0 });
    assert.equal(state.status, Unknown.value);
  });

  it("is replaced for another name or namespace, and upgraded for other values", async () => {
    const { state: olds } = await release.create({ ...call, news, preview: false, timeoutSeconds: 0 });
    const replaces = async (change: Properties): Promise<boolean[]> => {
      const now = { ...news, ...change };
      const given = { ...call, id: "", olds, oldInputs: {}, news: now, ignoreChanges: [] };
      return (await release.diff(given)).changes.map((item) => item.replaces);
    };
    assert.deepEqual(await replaces({}), []);
    assert.deepEqual(await replaces({ name: "other" }), [true]);
    assert.deepEqual(await replaces({ values: { password: "other" } }), [false]);
  });

  it("that failed is recorded when it exists, and an error when it does not", async () => {
    const failing = (exists: boolean): Releases => ({
      ...({} as Releases),
      install: () => Promise.reject(new Error("timed out")),
      read: () => Promise.resolve(exists ? { status: { status: "failed" }, resourceNames: {} } : undefined),
    });
    const install = (exists: boolean) =>
      releaseResource(failing(exists), reachable, "default").create({
        ...call,
        news,
        preview: false,
        timeoutSeconds: 0,
      });
    await assert.rejects(
      install(true),
      (error) => error instanceof InitializationFailure && error.id === "edge/proxy",
    );
    await assert.rejects(install(false), (error) => !(error instanceof InitializationFailure));
  });

  it("counts its revisions", async () => {
    const { state: olds } = await release.create({ ...call, news, preview: false, timeoutSeconds: 0 });
    const now = { ...call, id: "", olds, news, preview: false, timeoutSeconds: 0, ignoreChanges: [] };
    const later = releaseResource(new MemoryReleases(), reachable, "default");
    assert.equal(((await later.update(now)).status as Properties).revision, 2);
  });

  it("whose upgrade was refused before it began is no release that failed", async () => {
    const refusing: Releases = {
      ...({} as Releases),
      upgrade: () => Promise.reject(new Error("values do not meet the schema")),
      read: () => Promise.resolve({ status: { revision: 1 }, resourceNames: {} }),
    };
    const now = { ...call, id: "", olds: news, news, preview: false, timeoutSeconds: 0, ignoreChanges: [] };
    const update = releaseResource(refusing, reachable, "default").update(now);
    await assert.rejects(update, (error) => !(error instanceof InitializationFailure));
  });

  it("names its objects by kind", () => {
    const manifest = [
      "apiVersion: v1\nkind: Service\nmetadata: {name: b}",
      "apiVersion: v1\nkind: Service\nmetadata: {name: a}",
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: c, namespace: edge}",
    ].join("\n---\n");
    assert.deepEqual(resourceNames(manifest), {
      "Service/v1": ["a", "b"],
      "Deployment.apps/apps/v1": ["edge/c"],
    });
  });
});
