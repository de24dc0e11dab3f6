import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parseAllDocuments } from "yaml";
import type { Log } from "../../protocol/log";
import type { JsonObject, Properties } from "../../protocol/value";
import type { Settings } from "../settings";
import { chartOf } from "./chart";
import type { Releases } from "./releases";

const execute = promisify(execFile);

interface HelmStatus {
  readonly version: number;
  readonly info: { readonly status: string };
  readonly chart?: {
    readonly metadata: { readonly name: string; readonly version: string; readonly appVersion?: string };
  };
}

/** Releases on a real cluster, by the helm command. */
export class HelmReleases implements Releases {
  constructor(private readonly settings: Settings) {}

  async install(inputs: JsonObject, log: Log): Promise<void> {
    const flags = [
      ...flag(inputs, "createNamespace", "--create-namespace"),
      ...flag(inputs, "replace", "--replace"),
      ...flag(inputs, "skipCrds", "--skip-crds"),
    ];
    await this.deploy("install", inputs, flags, log);
  }

  async upgrade(inputs: JsonObject, log: Log): Promise<void> {
    const flags = [
      ...flag(inputs, "cleanupOnFail", "--cleanup-on-fail"),
      ...flag(inputs, "forceUpdate", "--force"),
      ...flag(inputs, "reuseValues", "--reuse-values"),
      // The real provider keeps every revision unless told otherwise; the command would keep ten.
      ...["--history-max", `${(inputs.maxHistory ?? 0) as number}`],
    ];
    await this.deploy("upgrade", inputs, flags, log);
  }

  async uninstall(state: JsonObject): Promise<void> {
    const wait = state.skipAwait === true && state.atomic !== true ? [] : ["--wait"];
    const { name, namespace } = state as { name: string; namespace: string };
    await this.helm(
      "uninstall",
      name,
      "--namespace",
      namespace,
      "--ignore-not-found",
      ...wait,
      ...timeoutOf(state),
    );
  }

  async status(namespace: string, name: string): Promise<Properties | undefined> {
    const text = await this.helm("status", name, "--namespace", namespace, "--output", "json").catch(
      (error: Error) => {
        if (/release: not found/.test(error.message)) return undefined;
        throw error;
      },
    );
    if (text === undefined) return undefined;
    const { version: revision, info, chart } = JSON.parse(text) as HelmStatus;
    const { name: chartName, version, appVersion } = chart?.metadata ?? {};
    return withoutUndefined({
      name,
      namespace,
      revision,
      status: info.status,
      chart: chartName,
      version,
      appVersion,
    });
  }

  async resourceNames(namespace: string, name: string): Promise<Record<string, string[]>> {
    const manifest = await this.helm("get", "manifest", name, "--namespace", namespace);
    const names: Record<string, string[]> = {};
    for (const document of parseAllDocuments(manifest)) {
      const object = document.toJS() as {
        apiVersion: string;
        kind: string;
        metadata: { name: string };
      } | null;
      if (object === null) continue;
      const [version, group] = object.apiVersion.split("/").reverse();
      (names[`${object.kind}${group === undefined ? "" : `.${group}`}/${version}`] ??= []).push(
        `${namespace}/${object.metadata.name}`,
      );
    }
    return names;
  }

  private async deploy(verb: string, inputs: JsonObject, flags: string[], log: Log): Promise<void> {
    const { reference, flags: chartFlags } = chartOf(inputs);
    const { name, namespace } = inputs as { name: string; namespace: string };
    log.status(`Helm: ${verb} ${name}`);
    await inFolder(async (folder) => {
      const values = join(folder, "values.json");
      writeFileSync(values, JSON.stringify(inputs.values ?? {}), { mode: 0o600 });
      await this.helm(
        ...[verb, name, reference, "--namespace", namespace, "--values", values, ...chartFlags, ...flags],
        ...flag(inputs, "atomic", "--atomic"),
        ...flag(inputs, "waitForJobs", "--wait-for-jobs"),
        ...(inputs.skipAwait === true ? [] : ["--wait"]),
        ...timeoutOf(inputs),
      );
    });
  }

  private async helm(...args: string[]): Promise<string> {
    return inFolder(async (folder) => {
      const access = ["--kubeconfig", this.kubeconfig(folder), ...this.context()];
      const { stdout } = await execute("helm", [...args, ...access], { maxBuffer: 64 * 1024 * 1024 }).catch(
        (error: Error & { stderr?: string; code?: unknown }) => {
          if (error.code === "ENOENT")
            throw new Error("helm is not on PATH: the stand-in installs releases with it");
          const said = (error.stderr ?? error.message).trim().split("\n");
          throw new Error(
            said
              .filter((line) => !line.startsWith("WARNING"))
              .join("\n")
              .replace(/^Error: /, ""),
          );
        },
      );
      return stdout;
    });
  }

  /** A file that helm can read: the settings hold a path or the contents. */
  private kubeconfig(folder: string): string {
    const { kubeconfig } = this.settings;
    if (kubeconfig === undefined) return process.env.KUBECONFIG ?? "";
    if (existsSync(kubeconfig)) return kubeconfig;
    const file = join(folder, "kubeconfig");
    writeFileSync(file, kubeconfig, { mode: 0o600 });
    return file;
  }

  private context(): string[] {
    return this.settings.context === undefined ? [] : ["--kube-context", this.settings.context];
  }
}

const flag = (inputs: JsonObject, name: string, option: string) => (inputs[name] === true ? [option] : []);

const timeoutOf = (inputs: JsonObject) => ["--timeout", `${inputs.timeout as number}s`];

const withoutUndefined = (record: Record<string, string | number | undefined>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as Properties;

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "helm-release-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
