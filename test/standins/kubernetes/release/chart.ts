import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../protocol/value";
import { textAt } from "../object";

/** A chart as Helm's command line takes it. */
export interface Chart {
  /** Folder of the chart, or its name in a repository. */
  readonly reference: string;
  readonly flags: string[];
  /** Undefined where only Helm itself can tell. */
  readonly version?: string;
}

interface ChartFile {
  readonly name: string;
  readonly version: string;
}

/**
 * Finds the chart of a release: a folder, or a name in a repository. Repositories that cannot be reached have
 * folders that stand in for them, see STANDIN_HELM_REPOSITORIES. Throws what Helm would say of a missing chart.
 */
export function chartOf(inputs: JsonObject): Chart {
  const name = textAt(inputs, "chart") ?? "";
  const version = textAt(inputs, "version");
  const repository = textAt(inputs, "repositoryOpts", "repo");
  if (repository === undefined) return localChart(name, version);
  const folder = standInFor(repository);
  if (folder === undefined)
    return { reference: name, flags: ["--repo", repository, ...versionFlag(version)] };
  const file = chartFile(join(folder, name));
  if (file?.name === name && (version === undefined || file.version === version)) {
    return { reference: join(folder, name), flags: [], version: file.version };
  }
  const wanted = version === undefined ? `chart "${name}"` : `chart "${name}" version "${version}"`;
  throw new Error(`${wanted} not found in ${repository} repository`);
}

function localChart(path: string, version: string | undefined): Chart {
  const file = chartFile(path);
  if (!file) throw new Error(`path "${path}" not found`);
  if (version !== undefined && version !== file.version) {
    throw new Error(`chart "${path}" has version "${file.version}", not "${version}"`);
  }
  return { reference: path, flags: [], version: file.version };
}

export function standInFor(repository: string): string | undefined {
  const folders = JSON.parse(process.env.STANDIN_HELM_REPOSITORIES ?? "{}") as Record<string, string>;
  const address = (url: string): string => url.replace(/\/+$/, "");
  return Object.entries(folders).find(([url]) => address(url) === address(repository))?.[1];
}

function versionFlag(version: string | undefined): string[] {
  return version === undefined ? [] : ["--version", version];
}

function chartFile(folder: string): ChartFile | undefined {
  const path = join(folder, "Chart.yaml");
  return existsSync(path) ? (parse(readFileSync(path, "utf8")) as ChartFile) : undefined;
}
