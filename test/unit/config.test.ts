import assert from "node:assert/strict";
import { areRefused, read, refusals, Wrong } from "./configRig";
import { changed, committed } from "./stacks";

const local = committed("local");

const cluster = { registry: "127.0.0.1:5001/blog", context: "c", edge: { type: "LoadBalancer" } };
const nodePort = { type: "NodePort", nodePort: 30080, url: "http://127.0.0.1:8080" };

describe("a configuration", () => {
  it("of a committed stack is accepted", async () => {
    const config = await read(local.config);
    assert.equal(config.platform, "cluster");
    assert.equal(config.database.protect, false);
  });

  it("has a default for all but the platform", async () => {
    const config = await read({ "blog:platform": "cluster", "blog:cluster": JSON.stringify(cluster) });
    assert.deepEqual(config.backend, {
      context: "dockerfiles/backend",
      buildArgs: {},
      minReplicas: 2,
      maxReplicas: 10,
      cpu: "100m",
      memory: "128Mi",
      targetCpuPercent: 70,
      readyWithinSeconds: 180,
    });
    assert.equal(config.database.protect, true);
    assert.equal(config.proxy.minReplicas, 3);
  });

  it("of another project's namespace is left alone", async () => {
    await read({ ...local.config, "aws:region": "ap-northeast-2" });
  });

  const wrong: readonly Wrong[] = [
    [{ "blog:only": "backend" }, /^blog:only must be a list of services, got "backend"/],
    [{ "blog:only": [] }, /^blog:only must be a list of services, with one at least/],
    [{ "blog:only": ["database"] }, /^blog:only\[0\] must be backend or frontend, got "database"/],
    [{ "blog:platform": undefined }, /^blog:platform is missing, and must be "aws" or "cluster"/],
    [{ "blog:platform": "gcp" }, /^blog:platform must be "aws" or "cluster", got "gcp"/],
    [{ "blog:cluster": undefined }, /^blog:cluster is missing/],
    [{ "blog:cluster": "kind" }, /^blog:cluster .*got "kind"/],
    [{ "blog:cluster": { ...cluster, context: undefined } }, /^blog:cluster\.context is missing/],
    [
      { "blog:cluster": { ...cluster, context: "a b" } },
      /^blog:cluster\.context must be the name of a context/,
    ],
    [{ "blog:cluster": { ...cluster, registry: undefined } }, /^blog:cluster\.registry is missing/],
    [
      { "blog:cluster": { ...cluster, registry: "https://r/x" } },
      /^blog:cluster\.registry must be an image repository/,
    ],
    [{ "blog:cluster": { ...cluster, registry: "R:5000" } }, /^blog:cluster\.registry .*got "R:5000"/],
    [{ "blog:cluster": { ...cluster, storageClass: "Fast!" } }, /^blog:cluster\.storageClass must be/],
    [{ "blog:cluster": { ...cluster, kubeconfig: " " } }, /^blog:cluster\.kubeconfig must be a path/],
    [{ "blog:cluster": { ...cluster, edge: undefined } }, /^blog:cluster\.edge is missing/],
    [
      { "blog:cluster": { ...cluster, edge: { type: "Ingress" } } },
      /^blog:cluster\.edge\S* must be \{ type: NodePort/,
    ],
    [
      { "blog:cluster": { ...cluster, edge: { ...nodePort, nodePort: 80 } } },
      /nodePort must be .* 30000 to 32767, got 80/,
    ],
    [{ "blog:cluster": { ...cluster, edge: { ...nodePort, nodePort: 40000 } } }, /30000 to 32767, got 40000/],
    [
      { "blog:cluster": { ...cluster, edge: { ...nodePort, url: "blog.example.com" } } },
      /edge\.url must be an address/,
    ],
    [
      { "blog:cluster": { ...cluster, edge: { ...nodePort, url: "http://h/path" } } },
      /edge\.url .* without a path/,
    ],
    [{ "blog:cluster": { ...cluster, edge: { type: "NodePort", nodePort: 30080 } } }, /edge\.url is missing/],
    [{ "blog:cluster": { ...cluster, namespace: "x" } }, /^blog:cluster\.namespace is not a known key/],
    [
      { "blog:backend": { minReplicas: 0 } },
      /^blog:backend\.minReplicas must be a whole number from 1 to 100, got 0/,
    ],
    [{ "blog:backend": { minReplicas: 101 } }, /^blog:backend\.minReplicas .* got 101/],
    [{ "blog:backend": { minReplicas: 1.5 } }, /^blog:backend\.minReplicas .* got 1\.5/],
    [{ "blog:backend": { minReplicas: "2" } }, /^blog:backend\.minReplicas .* got "2"/],
    [
      { "blog:backend": { minReplicas: 5, maxReplicas: 3 } },
      /^blog:backend has minReplicas 5 above maxReplicas 3/,
    ],
    [{ "blog:backend": { minReplicas: 11 } }, /^blog:backend has minReplicas 11 above maxReplicas 10/],
    [{ "blog:backend": { cpu: "0.1" } }, /^blog:backend\.cpu must be a Kubernetes CPU quantity .*got "0\.1"/],
    [{ "blog:backend": { cpu: 1 } }, /^blog:backend\.cpu .* got 1/],
    [{ "blog:backend": { memory: "128M" } }, /^blog:backend\.memory must be .*got "128M"/],
    [{ "blog:backend": { targetCpuPercent: 5 } }, /^blog:backend\.targetCpuPercent .* 10 to 100, got 5/],
    [
      { "blog:backend": { tags: "3f2a9c1d04be" } },
      /^blog:backend\.tags is not a known key: correct its spelling/,
    ],
    [{ "blog:backend": { buildArgs: { GO_IMAGE: 1 } } }, /^blog:backend\.buildArgs\.GO_IMAGE/],
    [{ "blog:backend": "many" }, /^blog:backend .*got "many"/],
    [{ "blog:backned": { minReplicas: 2 } }, /^blog:backned is not a known key/],
    [{ "blog:frontend": { maxReplicas: 0 } }, /^blog:frontend\.maxReplicas .* got 0/],
    [
      { "blog:database": { storageGiB: 0 } },
      /^blog:database\.storageGiB must be a whole number from 1 to 16384, got 0/,
    ],
    [{ "blog:database": { storageGiB: "20Gi" } }, /^blog:database\.storageGiB .* got "20Gi"/],
    [{ "blog:database": { protect: "yes" } }, /^blog:database\.protect must be true or false, got "yes"/],
    [{ "blog:database": { memory: "64Mi" } }, /^blog:database\.memory must be at least 512Mi/],
    [{ "blog:proxy": { minReplicas: 21 } }, /^blog:proxy\.minReplicas .* 1 to 20, got 21/],
    [{ "blog:proxy": { rateLimit: 1 } }, /^blog:proxy\.rateLimit .* got 1/],
    [{ "blog:proxy": { chartRepository: "" } }, /^blog:proxy\.chartRepository must be a path/],
    [{ "blog:proxy": { image: "haproxy:3.3:1" } }, /^blog:proxy\.image must be an image repository/],
    [{ "blog:proxy": { domain: "blog.example.com" } }, /^blog:proxy\.domain is not a known key/],
    [{ "blog:database": { backup: { keepDays: 7 } } }, /^blog:database\.backup is not a known key/],
    [{ "blog:aws": {} }, /^blog:aws is not a known key/],
    [
      { "blog:build": { network: "bridge" } },
      /^blog:build\.network must be default, host or none, got "bridge"/,
    ],
  ];
  areRefused(local, wrong);

  it("names every wrong key at once, one sentence each", async () => {
    const sentences = await refusals(
      changed(local, { "blog:backend": { minReplicas: 0 }, "blog:databse": {}, "blog:proxy": { cpu: "x" } })
        .config,
    );
    assert.deepEqual(sentences.map((sentence) => sentence.split(" ")[0]).sort(), [
      "blog:backend.minReplicas",
      "blog:databse",
      "blog:proxy.cpu",
    ]);
  });
});
