import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { CHECKOUT, type LabPaths } from "./paths";

/** Address of HAProxy's chart repository, which the lab's own chart stands in for. */
const HAPROXY_CHARTS = "https://haproxytech.github.io/helm-charts";
const CHROMIUM = "/usr/bin/chromium";

/** What the lab consists of in one run. */
export interface LabParts {
  /** "none": only the Pulumi tools; "yours": the machine's own daemon; "lab": one of the lab. */
  docker: "none" | "yours" | "lab";
  /** Real Pulumi CLI and plugins of the machine instead of the lab's. */
  realProviders: boolean;
}

/** Variables with which the project's commands find the lab. */
export function labEnvironment(
  paths: LabPaths,
  parts: LabParts,
  env: NodeJS.ProcessEnv,
): Record<string, string> {
  return {
    PATH: [paths.bin, join(CHECKOUT, "node_modules/.bin"), ...rest(env["PATH"] ?? "", paths)].join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(parts.realProviders ? {} : standIns(paths)),
    ...(parts.docker === "lab" ? { DOCKER_HOST: `unix://${paths.docker.socket}` } : {}),
    ...(parts.docker === "lab" && existsSync(CHROMIUM) ? { CHROMIUM } : {}),
  };
}

function standIns(paths: LabPaths): Record<string, string> {
  return {
    PULUMI_HOME: paths.pulumiHome,
    STANDIN_HELM_REPOSITORIES: JSON.stringify({ [HAPROXY_CHARTS]: join(CHECKOUT, "test/lab/charts") }),
    HELM_CACHE_HOME: join(paths.helmHome, "cache"),
    HELM_CONFIG_HOME: join(paths.helmHome, "config"),
    HELM_DATA_HOME: join(paths.helmHome, "data"),
  };
}

/** PATH without the folders that the lab puts first, so that a run inside a run does not grow it. */
function rest(path: string, paths: LabPaths): string[] {
  return path
    .split(delimiter)
    .filter((folder) => folder && folder !== paths.bin && folder !== join(CHECKOUT, "node_modules/.bin"));
}

/** One `KEY=value` line per variable, quoted for a POSIX shell. */
export function shellLines(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(
      ([key, value]) =>
        `${key}=${/^[\w./:@%+,=-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`}\n`,
    )
    .join("");
}
