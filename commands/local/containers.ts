import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { until } from "../process";
import { containerState, docker, ensureContainer, lastWords } from "./docker";
import { LocalSettings, PRIVATE } from "./settings";

const NETWORK = "blog-local";
const REGISTRY = {
  name: "blog-local-registry",
  image: "registry:3.1.2",
  volumes: { "blog-local-registry": "/var/lib/registry" },
};
export const CLUSTER = {
  name: "blog-local-k3s",
  image: "rancher/k3s:v1.36.3-k3s1",
  // The node's password lies outside of the data: without it, a container made anew is refused by its own cluster.
  volumes: {
    "blog-local-k3s": "/var/lib/rancher/k3s",
    "blog-local-kubelet": "/var/lib/kubelet",
    "blog-local-node": "/etc/rancher/node",
  },
};
/** Seconds until a cluster that has just been started has a ready node; about 15 were seen. */
const CLUSTER_SECONDS = 180;

/** Brings up the registry and the cluster, each one container on loopback, and writes the cluster's kubeconfig. */
export async function startContainers(settings: LocalSettings): Promise<void> {
  mkdirSync(PRIVATE, { recursive: true, mode: 0o700 });
  await ensureNetwork();
  await ensureContainer(REGISTRY.name, REGISTRY.image, registryArguments(settings));
  await ensureContainer(CLUSTER.name, CLUSTER.image, clusterArguments(settings));
  await writeKubeconfig(settings);
  await until(CLUSTER_SECONDS, nodeReady, () => notReady("has no ready node"));
}

/** Removes the containers, their volumes and their network. */
export async function removeContainers(): Promise<void> {
  for (const { name } of [CLUSTER, REGISTRY]) {
    if ((await containerState(name)) !== undefined) await docker("rm", "--force", "--volumes", name);
  }
  const volumes = (await docker("volume", "ls", "--quiet")).split("\n");
  for (const volume of Object.keys({ ...CLUSTER.volumes, ...REGISTRY.volumes })) {
    if (volumes.includes(volume)) await docker("volume", "rm", volume);
  }
  const networks = (await docker("network", "ls", "--format", "{{.Name}}")).split("\n");
  if (networks.includes(NETWORK)) await docker("network", "rm", NETWORK);
}

async function ensureNetwork(): Promise<void> {
  const networks = (await docker("network", "ls", "--format", "{{.Name}}")).split("\n");
  if (!networks.includes(NETWORK)) await docker("network", "create", "--label", "blog-stack=local", NETWORK);
}

const registryArguments = ({ registry }: LocalSettings) => [
  "--restart=unless-stopped",
  `--network=${NETWORK}`,
  `--publish=127.0.0.1:${registry.split(":")[1]}:5000`,
  ...mounts(REGISTRY.volumes),
  REGISTRY.image,
];

function clusterArguments({ registry, nodePort, url }: LocalSettings): string[] {
  const mirrors = join(PRIVATE, "registries.yaml");
  writeFileSync(mirrors, `mirrors:\n  "${registry}":\n    endpoint: ["http://${REGISTRY.name}:5000"]\n`);
  return [
    "--restart=unless-stopped",
    "--privileged",
    "--tmpfs=/run",
    "--tmpfs=/var/run",
    `--network=${NETWORK}`,
    // Any free port: the kubeconfig is written anew on each run.
    "--publish=127.0.0.1::6443",
    `--publish=127.0.0.1:${new URL(url).port || "80"}:${nodePort}`,
    ...mounts(CLUSTER.volumes),
    `--volume=${mirrors}:/etc/rancher/k3s/registries.yaml:ro`,
    CLUSTER.image,
    "server",
    "--disable=traefik",
    "--disable=servicelb",
    "--tls-san=127.0.0.1",
    // A container made anew has another host name, yet must be the same node: its volumes are bound to it.
    "--node-name=blog-local",
  ];
}

const mounts = (volumes: Readonly<Record<string, string>>) =>
  Object.entries(volumes).map(([volume, path]) => `--volume=${volume}:${path}`);

async function writeKubeconfig({ context }: LocalSettings): Promise<void> {
  const written = await until(CLUSTER_SECONDS, readKubeconfig, () => notReady("wrote no kubeconfig"));
  const port = (await docker("port", CLUSTER.name, "6443/tcp")).split("\n")[0]?.split(":").at(-1);
  const kubeconfig = written
    .replace(/server: \S+/, `server: https://127.0.0.1:${port}`)
    .replace(/\bdefault$/gm, context);
  writeFileSync(join(PRIVATE, "kubeconfig"), kubeconfig, { mode: 0o600 });
}

async function readKubeconfig(): Promise<string | undefined> {
  return orUndefined(docker("exec", CLUSTER.name, "cat", "/etc/rancher/k3s/k3s.yaml"));
}

async function nodeReady(): Promise<true | undefined> {
  const nodes = await orUndefined(docker("exec", CLUSTER.name, "kubectl", "get", "nodes", "--no-headers"));
  return nodes?.match(/\sReady\s/) ? true : undefined;
}

/** An answer that may not be there yet; a cluster that died is a Failure at once. */
async function orUndefined(answer: Promise<string>): Promise<string | undefined> {
  try {
    return await answer;
  } catch {
    if ((await containerState(CLUSTER.name)) !== "running") throw await notReady("stopped");
    return undefined;
  }
}

async function notReady(what: string): Promise<Failure> {
  return new Failure(
    `The cluster in container ${CLUSTER.name} ${what}; its last words were "${await lastWords(CLUSTER.name)}": see "docker logs ${CLUSTER.name}", or begin anew with "npm run local -- down".`,
  );
}
