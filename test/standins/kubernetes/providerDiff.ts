import { differences } from "../protocol/difference";
import type { Change, DiffResult } from "../protocol/provider";
import { type Properties, textOf, Unknown } from "../protocol/value";
import { activeContext, readKubeconfig } from "./api/kubeconfig";

const IDENTIFIER = "clusterIdentifier";
/** Arguments that choose the cluster. */
const CLUSTER_ARGUMENTS = ["kubeconfig", "context", "cluster"];

/**
 * Another cluster means other objects, so the provider and all that it made are replaced; an unchanged
 * `clusterIdentifier` says that it is still the same one.
 */
export function diffProvider(olds: Properties, news: Properties): DiffResult {
  const changes = new Map<string, Change>();
  for (const { path, kind } of differences(olds, news)) {
    const key = String(path[0]);
    changes.set(key, { path: key, kind: path.length > 1 ? "update" : kind, replaces: false });
  }
  for (const key of replacing(olds, news, changes)) {
    const change = changes.get(key);
    if (change) changes.set(key, { ...change, replaces: true });
  }
  return { changes: [...changes.values()] };
}

function replacing(olds: Properties, news: Properties, changes: Map<string, Change>): string[] {
  const identifier = changes.get(IDENTIFIER);
  if (!identifier && textOf(news[IDENTIFIER]) !== undefined) return [];
  const replaced = identifier?.kind === "update" ? [IDENTIFIER] : [];
  const unknown = CLUSTER_ARGUMENTS.filter((key) => news[key] instanceof Unknown);
  if (unknown.length > 0) return [...replaced, unknown[0]];
  const [before, now] = [clusterOf(olds), clusterOf(news)];
  const moved = before !== undefined && now !== undefined && before !== now;
  return moved ? [...replaced, ...CLUSTER_ARGUMENTS] : replaced;
}

/** What can be compared of the chosen cluster; undefined when there is none. */
function clusterOf(args: Properties): string | undefined {
  const kubeconfig = textOf(args.kubeconfig);
  if (!kubeconfig) return undefined;
  try {
    const overrides = { context: textOf(args.context), cluster: textOf(args.cluster) };
    return JSON.stringify(activeContext(readKubeconfig(kubeconfig), overrides).cluster);
  } catch {
    return undefined;
  }
}
