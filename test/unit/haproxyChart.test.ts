import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { haproxyConfig } from "../../components/haproxyConfig";
import { PORTS } from "../../components/haproxySettings";
import { HAPROXY_PODS, haproxyValues } from "../../components/haproxyValues";
import { routes } from "./haproxyRig";

const CHART = path.join(__dirname, "../lab/charts/haproxy");
const LAB = process.env.BLOG_LAB_HOME ?? path.join(os.homedir(), ".cache/blog-stack-lab");
const env = { ...process.env, PATH: `${process.env.PATH}:${path.join(LAB, "bin")}` };
const missing =
  spawnSync("helm", ["version"], { env }).status === 0 ? undefined : "needs helm on the PATH or in the lab";
const suite = missing === undefined ? describe : describe.skip;

const IMAGE = { repository: "docker.io/haproxytech/haproxy-alpine", tag: "3.3.10" };
const pods = { replicas: 3, cpu: "100m", memory: "256Mi", image: IMAGE, drainSeconds: 10, settleSeconds: 5 };
const values = (config = haproxyConfig(routes())) => ({ ...haproxyValues(pods), config });

interface Rendered {
  kind: string;
  metadata: { name: string; namespace: string; labels: Record<string, string> };
  [field: string]: any;
}

function helm(input: unknown) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "chart-"));
  const file = path.join(folder, "values.json");
  writeFileSync(file, JSON.stringify(input));
  const run = spawnSync("helm", ["template", "haproxy", CHART, "-n", "blog-proxy", "-f", file], {
    env,
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return run;
}

function render(input: unknown = values()): Map<string, Rendered> {
  const { stdout, stderr, status } = helm(input);
  assert.equal(status, 0, stderr);
  const objects = parseAllDocuments(stdout).map((document) => document.toJS() as Rendered | null);
  return new Map(objects.flatMap((object) => (object ? [[object.kind, object]] : [])));
}

suite(`the proxy's release${missing ? ` (${missing})` : ""}`, () => {
  let objects: Map<string, Rendered>;
  before(() => {
    objects = render();
  });

  it("makes these objects in its namespace, and none that may ask the Kubernetes API", () => {
    assert.deepEqual([...objects.keys()].sort(), [
      "ConfigMap",
      "Deployment",
      "PodDisruptionBudget",
      "Service",
      "ServiceAccount",
    ]);
    for (const { metadata } of objects.values())
      assert.deepEqual([metadata.name, metadata.namespace], ["haproxy", "blog-proxy"]);
    assert.equal(objects.get("ServiceAccount")?.automountServiceAccountToken, false);
    assert.equal(objects.get("Deployment")?.spec.template.spec.automountServiceAccountToken, false);
  });

  it("gives its pods the labels that services and policies select", () => {
    const { spec } = objects.get("Deployment")!;
    assert.deepEqual(spec.selector.matchLabels, HAPROXY_PODS);
    assert.deepEqual({ ...spec.template.metadata.labels, ...HAPROXY_PODS }, spec.template.metadata.labels);
    assert.deepEqual(objects.get("PodDisruptionBudget")?.spec, {
      maxUnavailable: 1,
      selector: { matchLabels: HAPROXY_PODS },
    });
  });

  it("starts HAProxy on the configuration as it was written", () => {
    const { containers, volumes } = objects.get("Deployment")!.spec.template.spec;
    assert.deepEqual(containers[0].args, ["-f", "/usr/local/etc/haproxy/haproxy.cfg"]);
    assert.deepEqual(containers[0].volumeMounts, [
      { name: "haproxy-config", mountPath: "/usr/local/etc/haproxy" },
    ]);
    assert.deepEqual(volumes, [{ name: "haproxy-config", configMap: { name: "haproxy" } }]);
    assert.equal(objects.get("ConfigMap")?.data["haproxy.cfg"].trim(), haproxyConfig(routes()).trim());
  });

  it("names the ports that HAProxy listens on, and probes one of them", () => {
    const [container] = objects.get("Deployment")!.spec.template.spec.containers;
    const named = Object.fromEntries(
      container.ports.map(({ name, containerPort }: { name: string; containerPort: number }) => [
        name,
        containerPort,
      ]),
    );
    assert.deepEqual(named, PORTS);
    assert.deepEqual(container.readinessProbe.httpGet, { path: "/healthz", port: "stat" });
    assert.deepEqual(container.livenessProbe.httpGet, { path: "/healthz", port: "stat" });
  });

  it("runs as Pod Security restricted asks, on a read-only root", () => {
    const { securityContext, containers } = objects.get("Deployment")!.spec.template.spec;
    assert.equal(securityContext.runAsNonRoot, true);
    assert.deepEqual(securityContext.seccompProfile, { type: "RuntimeDefault" });
    assert.deepEqual(containers[0].securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("gives a stopping pod its drain, then what HAProxy takes at most", () => {
    const { containers, terminationGracePeriodSeconds } = objects.get("Deployment")!.spec.template.spec;
    assert.deepEqual(containers[0].lifecycle, { preStop: { sleep: { seconds: 10 } } });
    assert.ok(terminationGracePeriodSeconds > 10 + 30);
  });

  it("replaces the pods when the configuration changes, and only then", () => {
    const checksum = (config?: string) =>
      render(values(config)).get("Deployment")!.spec.template.metadata.annotations["checksum/environment"];
    assert.equal(checksum(), checksum());
    assert.notEqual(checksum(), checksum(haproxyConfig(routes(), { threads: 1 })));
  });

  it("stays inside of the cluster", () => {
    assert.equal(objects.get("Service")?.spec.type, "ClusterIP");
  });

  it("fails on a value that the chart does not have", () => {
    const { status, stderr } = helm({ ...values(), replicas: 3 });
    assert.notEqual(status, 0);
    assert.match(stderr, /additional properties 'replicas' not allowed/);
  });
});
