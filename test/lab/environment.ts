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
    PATH: searchPath(env["PATH"] ?? "", paths, parts.realProviders).join(delimiter),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    BLOG_LAB_AWS: join(paths.bin, "aws-python"),
    ...(parts.realProviders ? {} : standIns(paths)),
    ...(parts.docker === "lab" ? { DOCKER_HOST: `unix://${paths.docker.socket}` } : {}),
    ...(existsSync(CHROMIUM) ? { CHROMIUM } : {}),
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

/**
 * Folders of programs: the lab's before the machine's, but after them where the machine's own Pulumi is to be used.
 * None occurs twice, so that a run inside a run does not grow it.
 */
function searchPath(path: string, paths: LabPaths, realProviders: boolean): string[] {
  const modules = join(CHECKOUT, "node_modules/.bin");
  const machine = path
    .split(delimiter)
    .filter((folder) => folder && folder !== paths.bin && folder !== modules);
  return realProviders ? [modules, ...machine, paths.bin] : [paths.bin, modules, ...machine];
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
