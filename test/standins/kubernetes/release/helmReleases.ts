import { parse, parseAllDocuments } from "yaml";
import type { Json, JsonObject } from "../../protocol/value";
import { namespaceOf, nameOf, textAt } from "../object";
import { chartOf } from "./chart";
import type { Helm } from "./helm";
import { type Deployed, nameOfRelease, type Releases, type ReleaseName } from "./releases";

/** What `helm get metadata` says. */
interface Metadata {
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string;
  readonly revision: number;
  readonly status: string;
}

/** Releases on a real cluster, by the helm command. */
export class HelmReleases implements Releases {
  constructor(private readonly helm: Helm) {}

  async resolveVersion(inputs: JsonObject): Promise<string> {
    const { reference, flags, version } = chartOf(inputs);
    if (version !== undefined) return version;
    const chart = parse(await this.helm.run(["show", "chart", reference, ...flags])) as JsonObject;
    return textAt(chart, "version") ?? "";
  }

  async install(inputs: JsonObject, cancelled: AbortSignal): Promise<void> {
    await this.deploy(
      "install",
      inputs,
      [
        ...flag(inputs, "createNamespace", "--create-namespace"),
        ...flag(inputs, "disableOpenapiValidation", "--disable-openapi-validation"),
        ...flag(inputs, "disableWebhooks", "--no-hooks"),
        ...flag(inputs, "replace", "--replace"),
        ...flag(inputs, "skipCrds", "--skip-crds"),
        ...flag(inputs, "takeOwnership", "--take-ownership"),
      ],
      cancelled,
    );
  }

  async upgrade(inputs: JsonObject, cancelled: AbortSignal): Promise<void> {
    // Without a bound all revisions are kept; the command's own default is ten.
    const history = ["--history-max", String((inputs.maxHistory as number | undefined) ?? 0)];
    await this.deploy(
      "upgrade",
      inputs,
      [
        ...flag(inputs, "cleanupOnFail", "--cleanup-on-fail"),
        ...flag(inputs, "disableCRDHooks", "--no-hooks"),
        ...flag(inputs, "forceUpdate", "--force"),
        ...flag(inputs, "resetValues", "--reset-values"),
        ...flag(inputs, "reuseValues", "--reuse-values"),
        ...history,
      ],
      cancelled,
    );
  }

  async uninstall(inputs: JsonObject): Promise<void> {
    const waits = inputs.atomic === true || inputs.skipAwait !== true;
    const wait = waits ? ["--wait", ...timeout(inputs)] : [];
    const { namespace, name } = nameOfRelease(inputs);
    await this.helm.run(["uninstall", name, "--namespace", namespace, ...wait]);
  }

  async read({ namespace, name }: ReleaseName): Promise<Deployed | undefined> {
    const place = [name, "--namespace", namespace];
    try {
      const metadata = JSON.parse(
        await this.helm.run(["get", "metadata", ...place, "--output", "json"]),
      ) as Metadata;
      const { chart, version, appVersion, revision, status } = metadata;
      const manifest = await this.helm.run(["get", "manifest", ...place]);
      return {
        status: { namespace, name, chart, version, appVersion, revision, status },
        resourceNames: resourceNames(manifest),
      };
    } catch (error) {
      if (error instanceof Error && error.message.includes("release: not found")) return undefined;
      throw error;
    }
  }

  private async deploy(
    verb: string,
    inputs: JsonObject,
    more: string[],
    cancelled: AbortSignal,
  ): Promise<void> {
    const { reference, flags } = chartOf(inputs);
    const { namespace, name } = nameOfRelease(inputs);
    const waits = inputs.skipAwait !== true;
    const args = [
      ...[verb, name, reference, "--namespace", namespace, ...flags, ...more, ...timeout(inputs)],
      ...flag(inputs, "atomic", "--atomic"),
      ...flag(inputs, "dependencyUpdate", "--dependency-update"),
      ...flag(inputs, "renderSubchartNotes", "--render-subchart-notes"),
      ...(waits ? ["--wait", ...flag(inputs, "waitForJobs", "--wait-for-jobs")] : []),
      ...(textAt(inputs, "description") ? ["--description", textAt(inputs, "description") ?? ""] : []),
    ];
    await this.helm.run(args, { values: inputs.values ?? {}, cancelled });
  }
}

function flag(inputs: JsonObject, name: string, option: string): string[] {
  return inputs[name] === true ? [option] : [];
}

function timeout(inputs: JsonObject): string[] {
  return typeof inputs.timeout === "number" ? ["--timeout", `${inputs.timeout}s`] : [];
}

/** Objects by `Kind.group/apiVersion`; a name carries its namespace where the chart wrote one. */
export function resourceNames(manifest: string): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const document of parseAllDocuments(manifest)) {
    const object = document.toJS() as Json;
    const kind = textAt(object, "kind");
    const apiVersion = textAt(object, "apiVersion");
    if (!kind || !apiVersion) continue;
    const [group] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
    const key = `${kind}${group === "" ? "" : `.${group}`}/${apiVersion}`;
    const place = namespaceOf(object as JsonObject);
    const name = nameOf(object as JsonObject);
    names[key] = [...(names[key] ?? []), place ? `${place}/${name}` : name].sort();
  }
  return names;
}
