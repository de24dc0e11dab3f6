import assert from "node:assert/strict";
import { diffProvider } from "../../../standins/kubernetes/providerDiff";
import { type Properties, Unknown } from "../../../standins/protocol/value";

const kubeconfig = (server: string, token = "t"): string =>
  JSON.stringify({
    clusters: [{ name: "c", cluster: { server } }],
    users: [{ name: "u", user: { token } }],
    contexts: [{ name: "x", context: { cluster: "c", user: "u" } }],
    "current-context": "x",
  });

const here = { kubeconfig: kubeconfig("https://here") };
const replaced = (olds: Properties, news: Properties): string[] =>
  diffProvider(olds, news)
    .changes.filter(({ replaces }) => replaces)
    .map(({ path }) => path);

describe("a kubernetes provider", () => {
  it("is replaced when its cluster is another one", () => {
    assert.deepEqual(replaced(here, { kubeconfig: kubeconfig("https://there") }), ["kubeconfig"]);
  });

  it("stays when only the credentials changed", () => {
    const news = { kubeconfig: kubeconfig("https://here", "other") };
    assert.deepEqual(replaced(here, news), []);
    assert.equal(diffProvider(here, news).changes.length, 1);
  });

  it("stays when the cluster keeps its identifier", () => {
    const news = { kubeconfig: kubeconfig("https://there"), clusterIdentifier: "a" };
    assert.deepEqual(replaced({ ...here, clusterIdentifier: "a" }, news), []);
  });

  it("is replaced when the identifier changes, but not when it is added or taken away", () => {
    assert.deepEqual(replaced({ ...here, clusterIdentifier: "a" }, { ...here, clusterIdentifier: "b" }), [
      "clusterIdentifier",
    ]);
    assert.deepEqual(replaced(here, { ...here, clusterIdentifier: "a" }), []);
    assert.deepEqual(replaced({ ...here, clusterIdentifier: "a" }, here), []);
  });

  it("is replaced when the cluster cannot be known yet", () => {
    assert.deepEqual(replaced(here, { kubeconfig: Unknown.value }), ["kubeconfig"]);
  });
});
