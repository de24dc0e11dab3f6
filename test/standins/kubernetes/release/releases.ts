import type { Log } from "../../protocol/log";
import type { JsonObject, Properties } from "../../protocol/value";

/** The releases of a cluster, real or in memory. */
export interface Releases {
  install(inputs: JsonObject, log: Log): Promise<void>;
  upgrade(inputs: JsonObject, log: Log): Promise<void>;
  uninstall(state: JsonObject): Promise<void>;
  /** Undefined when there is no such release. `recorded` is what the engine knows of it. */
  status(namespace: string, name: string, recorded: Properties): Promise<Properties | undefined>;
  /** Names of the release's objects by `Kind.group/version`. */
  resourceNames(namespace: string, name: string): Promise<Record<string, string[]>>;
}
