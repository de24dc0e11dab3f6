import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { isJsonObject, type Json, type JsonObject } from "../../protocol/value";
import { listAt, textAt } from "../object";

/** The parts of a kubeconfig that one context uses. */
export interface ActiveContext {
  readonly cluster: JsonObject;
  readonly user: JsonObject;
  readonly namespace?: string;
}

export interface Overrides {
  readonly context?: string;
  readonly cluster?: string;
}

/** Reads a kubeconfig given as path or as contents; without one, the machine's own. */
export function readKubeconfig(pathOrContents: string | undefined): JsonObject {
  const source = pathOrContents ?? defaultPath();
  const contents = existsSync(expandHome(source)) ? readFileSync(expandHome(source), "utf8") : source;
  const config = parse(contents) as Json;
  if (isJsonObject(config) && Array.isArray(config.clusters)) return config;
  throw new Error(`"${shortened(source)}" is neither the path of a kubeconfig nor one itself`);
}

/** The cluster and user of the chosen context; throws when the kubeconfig lacks them. */
export function activeContext(config: JsonObject, { context, cluster }: Overrides): ActiveContext {
  const name = context ?? textAt(config, "current-context") ?? "";
  const chosen = entry(config, "contexts", "context", name);
  const clusterName = cluster ?? textAt(chosen, "cluster") ?? "";
  return {
    cluster: entry(config, "clusters", "cluster", clusterName),
    user: entry(config, "users", "user", textAt(chosen, "user") ?? ""),
    namespace: textAt(chosen, "namespace"),
  };
}

function entry(config: JsonObject, list: string, key: string, name: string): JsonObject {
  const found = listAt(config, list).find((item) => textAt(item, "name") === name);
  const value = isJsonObject(found) ? found[key] : undefined;
  if (isJsonObject(value)) return value;
  const names = listAt(config, list).map((item) => textAt(item, "name"));
  throw new Error(`the kubeconfig has no ${key} "${name}": it has ${names.join(", ") || "none"}`);
}

function defaultPath(): string {
  const fromEnvironment = process.env.KUBECONFIG?.split(":").find((path) => existsSync(path));
  return fromEnvironment ?? join(homedir(), ".kube", "config");
}

function expandHome(path: string): string {
  return path.startsWith("~/") ? join(homedir(), path.slice(2)) : path;
}

/** Contents must not end up in an error: they hold keys. */
function shortened(source: string): string {
  return source.includes("\n") || source.length > 200 ? "the kubeconfig argument" : source;
}
