import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { until } from "../process";
import { containerState, docker, ensureContainer, lastWords } from "./docker";
import { LocalSettings, PRIVATE } from "./settings";

const REGISTRY_IMAGE = "registry:3.1.2";
const CLUSTER_IMAGE = "rancher/k3s:v1.36.3-k3s1";
/** Seconds until a cluster that has just been started has a ready node; about 15 were seen. */
const CLUSTER_SECONDS = 180;

/** The containers of a local stack, their volumes and their network: all are named after its context. */
const namesOf = ({ context }: LocalSettings) => ({
  network: context,
  registry: `${context}-registry`,
  cluster: `${context}-k3s`,
  registryVolumes: { [`${context}-registry`]: "/var/lib/registry" },
  // The node's password lies outside of the data: without it, a container made anew is refused by its own cluster.
  clusterVolumes: {
    [`${context}-k3s`]: "/var/lib/rancher/k3s",
    [`${context}-kubelet`]: "/var/lib/kubelet",
    [`${context}-node`]: "/etc/rancher/node",
  },
});

/** Brings up the registry and the cluster, each one container on loopback, and writes the cluster's kubeconfig. */
export async function startContainers(settings: LocalSettings): Promise<void> {
  const { network, registry, cluster } = namesOf(settings);
  mkdirSync(PRIVATE, { recursive: true, mode: 0o700 });
  if (!(await networks()).includes(network)) await docker("network", "create", network);
  await ensureContainer(registry, REGISTRY_IMAGE, registryArguments(settings));
  await ensureContainer(cluster, CLUSTER_IMAGE, clusterArguments(settings));
  await writeKubeconfig(cluster, settings.context);
  await until(
    CLUSTER_SECONDS,
    () => nodeReady(cluster),
    () => notReady(cluster, "has no ready node"),
  );
}

/** Removes the containers, their volumes and their network. */
export async function removeContainers(settings: LocalSettings): Promise<void> {
  const { network, registry, cluster, registryVolumes, clusterVolumes } = namesOf(settings);
  for (const name of [cluster, registry]) {
    if ((await containerState(name)) !== undefined) await docker("rm", "--force", "--volumes", name);
  }
  const volumes = (await docker("volume", "ls", "--quiet")).split("\n");
  for (const volume of Object.keys({ ...registryVolumes, ...clusterVolumes })) {
    if (volumes.includes(volume)) await docker("volume", "rm", volume);
  }
  if ((await networks()).includes(network)) await docker("network", "rm", network);
}

/** kubectl inside of the cluster's container: nothing has to be installed for it. */
export const kubectl = (settings: LocalSettings, ...args: string[]) =>
  docker("exec", namesOf(settings).cluster, "kubectl", ...args);

const networks = async () => (await docker("network", "ls", "--format", "{{.Name}}")).split("\n");

const mounts = (volumes: Readonly<Record<string, string>>) =>
  Object.entries(volumes).map(([volume, path]) => `--volume=${volume}:${path}`);

function registryArguments(settings: LocalSettings): string[] {
  const { network, registryVolumes } = namesOf(settings);
  return [
    "--restart=unless-stopped",
    `--network=${network}`,
    `--publish=127.0.0.1:${settings.registry.split(":")[1]}:5000`,
    ...mounts(registryVolumes),
    REGISTRY_IMAGE,
  ];
}

function clusterArguments(settings: LocalSettings): string[] {
  const { network, registry, cluster, clusterVolumes } = namesOf(settings);
  const mirrors = join(PRIVATE, "registries.yaml");
  writeFileSync(mirrors, `mirrors:\n  "${settings.registry}":\n    endpoint: ["http://${registry}:5000"]\n`);
  return [
    "--restart=unless-stopped",
    "--privileged",
    // The images' platform; on another processor Docker emulates it.
    "--platform=linux/amd64",
    "--tmpfs=/run",
    "--tmpfs=/var/run",
    `--network=${network}`,
    // Any free port: the kubeconfig is written anew on each run.
    "--publish=127.0.0.1::6443",
    `--publish=127.0.0.1:${new URL(settings.url).port || "80"}:${settings.nodePort}`,
    ...mounts(clusterVolumes),
    `--volume=${mirrors}:/etc/rancher/k3s/registries.yaml:ro`,
    CLUSTER_IMAGE,
    "server",
    "--disable=traefik",
    "--disable=servicelb",
    "--tls-san=127.0.0.1",
    // A container made anew has another host name, yet must be the same node: its volumes are bound to it.
    `--node-name=${cluster}`,
  ];
}

async function writeKubeconfig(cluster: string, context: string): Promise<void> {
  const read = () => orUndefined(cluster, docker("exec", cluster, "cat", "/etc/rancher/k3s/k3s.yaml"));
  const written = await until(CLUSTER_SECONDS, read, () => notReady(cluster, "wrote no kubeconfig"));
  const port = (await docker("port", cluster, "6443/tcp")).split("\n")[0]?.split(":").at(-1);
  const kubeconfig = written
    .replace(/server: \S+/, `server: https://127.0.0.1:${port}`)
    .replace(/\bdefault$/gm, context);
  writeFileSync(join(PRIVATE, "kubeconfig"), kubeconfig, { mode: 0o600 });
}

async function nodeReady(cluster: string): Promise<true | undefined> {
  const nodes = await orUndefined(
    cluster,
    docker("exec", cluster, "kubectl", "get", "nodes", "--no-headers"),
  );
  return nodes?.match(/\sReady\s/) ? true : undefined;
}

/** An answer that may not be there yet; a cluster that died is a Failure at once. */
async function orUndefined(cluster: string, answer: Promise<string>): Promise<string | undefined> {
  try {
    return await answer;
  } catch {
    if ((await containerState(cluster)) !== "running") throw await notReady(cluster, "stopped");
    return undefined;
  }
}

async function notReady(cluster: string, what: string): Promise<Failure> {
  return new Failure(
    `The cluster in container ${cluster} ${what}; its last words were "${await lastWords(cluster)}": see "docker logs ${cluster}", or begin anew with "npm run local -- down".`,
  );
}
