import { ClusterAccess } from "./access";
import { ApiCluster } from "./api/apiCluster";
import { ApiClient } from "./api/client";
import { connectionOf } from "./api/connection";
import { activeContext, type ActiveContext, readKubeconfig } from "./api/kubeconfig";
import { MemoryCluster } from "./memory/memoryCluster";
import { loadModels } from "./memory/validate";
import { ObjectStore } from "./memory/store";
import type { Settings } from "./settings";

/** How long the API server may take for its first answer, in milliseconds. */
const FIRST_ANSWER_MS = 30_000;

export interface Connected {
  readonly access: ClusterAccess;
  /** Namespace for objects that name none. */
  readonly defaultNamespace: string;
}

/** The provider's cluster; one that cannot be reached is no error until it is needed. */
export async function connect(settings: Settings): Promise<Connected> {
  if (process.env.STANDIN_KUBERNETES === "memory") {
    const cluster = new MemoryCluster(
      new ObjectStore(process.env.STANDIN_KUBERNETES_OBJECTS),
      loadModels(__dirname),
    );
    return { access: new ClusterAccess(cluster, ""), defaultNamespace: settings.namespace ?? "default" };
  }
  let context: ActiveContext | undefined;
  try {
    context = activeContext(readKubeconfig(settings.kubeconfig), settings);
    const client = new ApiClient(connectionOf(context));
    await client.call("GET", "/version", { signal: AbortSignal.timeout(FIRST_ANSWER_MS) });
    return {
      access: new ClusterAccess(new ApiCluster(client), ""),
      defaultNamespace: namespaceFor(settings, context),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      access: new ClusterAccess(undefined, reason),
      defaultNamespace: namespaceFor(settings, context),
    };
  }
}

function namespaceFor({ namespace }: Settings, context: ActiveContext | undefined): string {
  return namespace ?? context?.namespace ?? "default";
}
