import type { Properties } from "../../protocol/value";
import { containsUnknown, toJson } from "../../protocol/value";
import type { ClusterAccess } from "../access";
import type { Cluster } from "../cluster";
import { refOf } from "../object";
import type { Settings } from "../settings";

/** What the operations on objects share. */
export interface Context {
  readonly access: ClusterAccess;
  readonly settings: Settings;
  /** Namespace for objects that name none. */
  readonly defaultNamespace: string;
}

/** The cluster for a preview, if it can be asked about these inputs at all. */
export async function clusterForPreview({ access }: Context, news: Properties): Promise<Cluster | undefined> {
  const cluster = access.optional;
  if (!cluster || containsUnknown(news)) return undefined;
  const { apiVersion, kind } = refOf(toJson(news));
  return (await cluster.isNamespaced(apiVersion, kind)) === undefined ? undefined : cluster;
}
