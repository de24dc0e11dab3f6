import { kubectl } from "./containers";
import { LocalSettings } from "./settings";

/** Lets Helm forget an installation or upgrade that was interrupted: it would refuse every further one. */
export async function unlockRelease(settings: LocalSettings): Promise<void> {
  const pending = "owner=helm,status in (pending-install,pending-upgrade,pending-rollback)";
  const secrets = ["secret", "--namespace=blog-proxy", "--ignore-not-found", `--selector=${pending}`];
  await kubectl(settings, "delete", ...secrets);
}

interface Pod {
  metadata: { name: string; namespace: string };
  status: { phase?: string; containerStatuses?: Container[]; initContainerStatuses?: Container[] };
}

interface Container {
  name: string;
  ready: boolean;
  state?: {
    waiting?: { reason?: string; message?: string };
    terminated?: { reason?: string; exitCode: number };
  };
  restartCount: number;
}

/** One sentence for each pod of the blog that is not ready: what holds it, and its last event or log line. */
export async function podTroubles(settings: LocalSettings): Promise<string[]> {
  const troubles = ["blog", "blog-proxy"].map(async (namespace) => {
    const pods = await kubectl(settings, "get", "pods", `--namespace=${namespace}`, "--output=json");
    const { items } = JSON.parse(pods) as { items: Pod[] };
    return Promise.all(items.filter(notReady).map((pod) => trouble(settings, pod)));
  });
  return (await Promise.all(troubles)).flat();
}

const notReady = ({ status }: Pod) =>
  status.phase !== "Succeeded" && !(status.containerStatuses ?? []).some(({ ready }) => ready);

async function trouble(
  settings: LocalSettings,
  { metadata: { name, namespace }, status }: Pod,
): Promise<string> {
  const containers = [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];
  const held = containers.find(({ ready, state }) => !ready && state?.terminated?.exitCode !== 0);
  const reason = held?.state?.waiting?.reason ?? held?.state?.terminated?.reason ?? "not ready";
  const log = held ? await lastLog(settings, namespace, name, held) : "";
  const why = log === "" ? await lastEvent(settings, namespace, name) : `its last words are: ${log}`;
  return `Pod ${namespace}/${name} is ${held ? `held by ${held.name} (${reason})` : status.phase}; ${why}`;
}

async function lastLog(
  settings: LocalSettings,
  namespace: string,
  pod: string,
  { name, restartCount }: Container,
): Promise<string> {
  const previous = restartCount > 0 ? ["--previous"] : [];
  const args = ["logs", `--namespace=${namespace}`, pod, `--container=${name}`, "--tail=10", ...previous];
  return kubectl(settings, ...args).catch(() => "");
}

async function lastEvent(settings: LocalSettings, namespace: string, pod: string): Promise<string> {
  const events = await kubectl(
    settings,
    ...["get", "events", `--namespace=${namespace}`, "--sort-by=.lastTimestamp"],
    ...[
      `--field-selector=involvedObject.name=${pod},type=Warning`,
      "--output=jsonpath={.items[-1:].message}",
    ],
  );
  return events === "" ? "the cluster says no more." : `the cluster says: ${events}`;
}
