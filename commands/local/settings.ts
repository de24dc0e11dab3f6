import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { Failure } from "../failure";

/** Folder of the checkout. */
export const ROOT = dirname(dirname(__dirname));
/** Private folder of the local stack: state, kubeconfig. */
export const PRIVATE = join(ROOT, ".local");

const FILE = "Pulumi.local.yaml";

/** What the local command has to know of the stack's own configuration. */
export interface LocalSettings {
  /** `host:port` of the registry. */
  readonly registry: string;
  readonly context: string;
  readonly kubeconfig: string | undefined;
  readonly nodePort: number;
  /** Address of the blog. */
  readonly url: string;
  /** Repository of HAProxy's image; undefined means its public one. */
  readonly proxyImage: string | undefined;
  /** Registry and cluster are containers of this command; otherwise they exist already. */
  readonly managed: boolean;
}

/** Reads the stack's file. Throws a Failure if it is missing or lacks what this command needs. */
export function localSettings(folder = ROOT): LocalSettings {
  const file = join(folder, FILE);
  if (!existsSync(file))
    throw new Failure(`${FILE} is missing in ${folder}: restore it with "git checkout ${FILE}".`);
  const config = parsed(file) as Keys | undefined;
  const { registry, context, kubeconfig, edge } = config?.["blog:cluster"] ?? {};
  if (
    registry === undefined ||
    context === undefined ||
    edge?.url === undefined ||
    edge.nodePort === undefined
  ) {
    throw new Failure(
      `${FILE} lacks registry, context or a NodePort edge under blog:cluster: compare it with git.`,
    );
  }
  // A kubeconfig in the private folder is one that this command writes.
  const managed = kubeconfig?.startsWith(".local/") ?? false;
  const host = registry.split("/")[0] ?? registry;
  if (managed && !/^(127\.0\.0\.1|localhost):\d+$/.test(host)) {
    throw new Failure(
      `${FILE} names the registry ${host}, which this command cannot start: name 127.0.0.1 and a port, or an existing cluster.`,
    );
  }
  const { nodePort, url } = edge;
  const proxyImage = config?.["blog:proxy"]?.image;
  return { registry: host, context, kubeconfig, nodePort, url, proxyImage, managed };
}

interface Keys {
  "blog:cluster"?: {
    registry?: string;
    context?: string;
    kubeconfig?: string;
    edge?: { nodePort?: number; url?: string };
  };
  "blog:proxy"?: { image?: string };
}

function parsed(file: string): unknown {
  try {
    return (parse(readFileSync(file, "utf8")) as { config?: unknown } | null)?.config;
  } catch (error) {
    throw new Failure(`${FILE} is no valid YAML (${(error as Error).message.split("\n")[0]}): correct it.`);
  }
}
