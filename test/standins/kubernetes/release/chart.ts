import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { JsonObject } from "../../protocol/value";

/** A chart as Helm's command line takes it. */
export interface Chart {
  /** Folder, archive, address, or name in a repository. */
  readonly reference: string;
  /** Flags beside it. */
  readonly flags: string[];
  /** Undefined where only Helm itself can tell. */
  readonly version: string | undefined;
}

interface ChartFile {
  readonly name: string;
  readonly version: string;
}

/** Finds the chart of a release; throws what Helm would say of a name or version that is not there. */
export function chartOf(inputs: JsonObject): Chart {
  const { chart: name, version } = inputs as { chart: string; version?: string };
  const { repo: repository } = (inputs.repositoryOpts ?? {}) as { repo?: string };
  if (repository === undefined)
    return { reference: name, flags: versionFlag(version), version: localVersion(name) ?? version };

  const folder = folderOf(repository);
  if (folder === undefined)
    return { reference: name, flags: ["--repo", repository, ...versionFlag(version)], version };
  const file = chartFile(join(folder, name));
  if (file?.name !== name || (version !== undefined && file.version !== version)) {
    const wanted = version === undefined ? name : `chart "${name}" version "${version}"`;
    throw new Error(`${wanted} not found in ${repository} repository`);
  }
  return { reference: join(folder, name), flags: [], version: file.version };
}

const versionFlag = (version: string | undefined) => (version === undefined ? [] : ["--version", version]);

/** The folder that stands in for a repository which cannot be reached. */
function folderOf(repository: string): string | undefined {
  const folders = JSON.parse(process.env.STANDIN_HELM_REPOSITORIES ?? "{}") as Record<string, string>;
  return folders[repository.replace(/\/$/, "")];
}

function localVersion(path: string): string | undefined {
  return chartFile(path)?.version;
}

function chartFile(folder: string): ChartFile | undefined {
  const file = join(folder, "Chart.yaml");
  return existsSync(file) ? (parse(readFileSync(file, "utf8")) as ChartFile) : undefined;
}
