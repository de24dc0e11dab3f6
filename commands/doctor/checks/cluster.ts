import { ApisApi, AppsV1Api, KubeConfig, StorageV1Api, VersionApi } from "@kubernetes/client-node";
import { Check } from "../check";
import { Finding, notAsked, ok, problem } from "../finding";
import { answerOf, clusterOf } from "../kubernetes";
import { Subject } from "../subject";

/** The first minor version of Kubernetes that has turned on all that the blog's objects use: a preStop that sleeps. */
const LEAST = 30;
const DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";
/** Who enforces NetworkPolicies, by the names of their DaemonSets. */
const ENFORCERS = /^(calico-node|cilium|antrea-agent|kube-router|weave-net|aws-node|kube-network-policies)$/;

export const cluster: Check = {
  name: "cluster",
  after: ["configuration", "credentials"],
  async examine(subject) {
    const config = await clusterOf(subject);
    if (config === undefined) return ok("The cluster is not there yet; the first update makes it.");
    const version = await answerOf(config, "its version", config.makeApiClient(VersionApi).getCode());
    const server = config.getCurrentCluster()?.server;
    return [
      judgedVersion(version.gitVersion, server ?? ""),
      await metrics(config),
      ...(await storage(config, subject)),
      await policies(config, version.gitVersion, subject),
    ];
  },
};

export function judgedVersion(version: string, server: string): Finding {
  const minor = Number(/^v1\.(\d+)/.exec(version)?.[1]);
  return minor >= LEAST
    ? ok(`The cluster at ${server} runs Kubernetes ${version}.`)
    : problem(
        `The cluster at ${server} runs Kubernetes ${version}, and the blog needs 1.${LEAST} or later: upgrade it.`,
      );
}

async function metrics(config: KubeConfig): Promise<Finding> {
  const { groups } = await answerOf(config, "its APIs", config.makeApiClient(ApisApi).getAPIVersions());
  return groups.some(({ name }) => name === "metrics.k8s.io")
    ? ok("It has a metrics server.")
    : problem(
        "The cluster has no metrics server, without which the number of pods stays at its minimum: install it.",
      );
}

/** On AWS the stack brings a class of its own. */
async function storage(config: KubeConfig, subject: Subject): Promise<Finding[]> {
  const settings = await subject.config();
  if (settings.platform !== "cluster") return [];
  const { storageClass } = settings.cluster;
  const { items } = await answerOf(
    config,
    "its storage classes",
    config.makeApiClient(StorageV1Api).listStorageClass(),
  );
  const names = items.map(({ metadata }) => metadata?.name);
  const usual = items.find(({ metadata }) => metadata?.annotations?.[DEFAULT_CLASS] === "true");
  const found = storageClass ?? usual?.metadata?.name;
  if (found !== undefined && names.includes(found)) return [ok(`Volumes are of its storage class ${found}.`)];
  const trouble =
    storageClass === undefined ? "no default storage class" : `no storage class "${storageClass}"`;
  return [
    problem(
      `The cluster has ${trouble}: set blog:cluster.storageClass to one of ${names.join(", ") || "those that it is to have"}.`,
    ),
  ];
}

/** A cluster takes NetworkPolicies whether or not anything enforces them. */
async function policies(config: KubeConfig, version: string, { platform }: Subject): Promise<Finding> {
  if (platform === "aws" || version.includes("k3s")) return ok("It enforces NetworkPolicies.");
  const sets = await answerOf(
    config,
    "its DaemonSets",
    config.makeApiClient(AppsV1Api).listDaemonSetForAllNamespaces(),
  );
  const enforcer = sets.items
    .map(({ metadata }) => metadata?.name ?? "")
    .find((name) => ENFORCERS.test(name));
  return enforcer === undefined
    ? notAsked("Whether the cluster enforces NetworkPolicies does not show: nothing in it is known to do so.")
    : ok(`Its NetworkPolicies are enforced by ${enforcer}.`);
}
