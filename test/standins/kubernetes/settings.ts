import type { ArgumentType } from "../protocol/arguments";

/** Arguments of the provider; the SDK sends all but the texts as JSON. */
export const PROVIDER_ARGUMENTS: Record<string, ArgumentType> = Object.fromEntries(
  [
    ...[
      "alwaysRender",
      "cluster",
      "clusterIdentifier",
      "context",
      "deleteUnreachable",
      "enableConfigMapMutable",
    ],
    ...["enablePatchForce", "enableSecretMutable", "enableServerSideApply", "helmReleaseSettings"],
    ...["kubeClientSettings", "kubeconfig", "namespace", "renderYamlToDirectory", "skipUpdateUnreachable"],
    ...["strictMode", "suppressDeprecationWarnings", "suppressHelmHookWarnings", "upsertExistingObjects"],
    ...["version", "pluginDownloadURL"],
  ].map((name) => [name, "string"]),
);

export interface Settings {
  /** Path or contents; undefined takes the machine's own. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly cluster?: string;
  /** For objects without namespace. @default that of the kubeconfig's context */
  readonly namespace?: string;
  readonly deleteUnreachable: boolean;
  readonly skipUpdateUnreachable: boolean;
  readonly enablePatchForce: boolean;
  readonly upsertExistingObjects: boolean;
  readonly enableConfigMapMutable: boolean;
  readonly enableSecretMutable: boolean;
}

export function parseSettings(given: Record<string, string>): Settings {
  // Each flag may come from the environment as well; the argument wins.
  const flag = (name: string): boolean => (given[name] ?? process.env[environmentName(name)]) === "true";
  if (given.renderYamlToDirectory) throw new Error("renderYamlToDirectory is not supported by the stand-in");
  if ((given.enableServerSideApply ?? process.env.PULUMI_K8S_ENABLE_SERVER_SIDE_APPLY) === "false") {
    throw new Error("client-side apply is not supported by the stand-in: leave enableServerSideApply on");
  }
  return {
    kubeconfig: given.kubeconfig || undefined,
    context: given.context || undefined,
    cluster: given.cluster || undefined,
    namespace: given.namespace || undefined,
    deleteUnreachable: flag("deleteUnreachable"),
    skipUpdateUnreachable: flag("skipUpdateUnreachable"),
    enablePatchForce: flag("enablePatchForce"),
    upsertExistingObjects: flag("upsertExistingObjects"),
    enableConfigMapMutable: flag("enableConfigMapMutable"),
    enableSecretMutable: flag("enableSecretMutable"),
  };
}

/** `deleteUnreachable` is `PULUMI_K8S_DELETE_UNREACHABLE`, `enableConfigMapMutable` `…_ENABLE_CONFIGMAP_MUTABLE`. */
function environmentName(name: string): string {
  const words = name.replace("ConfigMap", "Configmap").replace(/[A-Z]/g, (letter) => `_${letter}`);
  return `PULUMI_K8S_${words.toUpperCase()}`;
}
