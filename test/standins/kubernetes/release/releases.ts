import type { JsonObject, Properties } from "../../protocol/value";

/** What is recorded of a release: `status` and `resourceNames`. */
export interface Deployed {
  readonly status: Properties;
  /** Names of the release's objects by `Kind.group/apiVersion`. */
  readonly resourceNames: Record<string, string[]>;
}

export interface ReleaseName {
  readonly namespace: string;
  readonly name: string;
}

/** The releases of a cluster, real or in memory. Inputs are plain: secrets are revealed. */
export interface Releases {
  /** The exact version of the chart; throws when there is none. */
  resolveVersion(inputs: JsonObject): Promise<string>;
  install(inputs: JsonObject, cancelled: AbortSignal): Promise<void>;
  upgrade(inputs: JsonObject, cancelled: AbortSignal): Promise<void>;
  uninstall(inputs: JsonObject): Promise<void>;
  /** Undefined when there is no such release. `recorded` is what the engine knows of it. */
  read(release: ReleaseName, recorded: JsonObject): Promise<Deployed | undefined>;
}

export function nameOfRelease(inputs: JsonObject): ReleaseName {
  const { namespace, name } = inputs as { namespace: string; name: string };
  return { namespace, name };
}
