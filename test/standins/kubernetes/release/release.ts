import { differences, formatPath } from "../../protocol/difference";
import { uniqueName } from "../../protocol/naming";
import type { CheckCall, CheckResult, DiffResult, Resource } from "../../protocol/provider";
import {
  containsUnknown,
  isProperties,
  isTrue,
  type Properties,
  reveal,
  textOf,
  toJson,
  Unknown,
} from "../../protocol/value";
import type { ClusterAccess } from "../access";
import { wrongArguments } from "./arguments";
import { deploy } from "./deploy";
import { nameOfRelease, type Releases } from "./releases";

export const RELEASE = "kubernetes:helm.sh/v3:Release";

/** Time that Helm waits, in seconds. */
const DEFAULT_TIMEOUT = 300;

/** `helm.v3.Release`: a chart installed with Helm; its objects are Helm's, not the engine's. */
export function releaseResource(
  releases: Releases,
  access: ClusterAccess,
  defaultNamespace: string,
): Resource {
  return {
    check: (call) => checkRelease(releases, defaultNamespace, call),
    diff: ({ olds, news, ignoreChanges }) => Promise.resolve(diffRelease(olds, news, ignoreChanges)),

    create: async (call) => {
      if (call.preview) return { id: "", state: previewed(call.news) };
      requireCluster(access);
      const id = idOf(call.news);
      return { id, state: await deploy(releases, "install", call, id, {}) };
    },
    update: async (call) => {
      if (call.preview) return previewed(call.news);
      requireCluster(access);
      return deploy(releases, "upgrade", call, call.id, toJson(call.olds));
    },

    read: async ({ id, inputs, state }) => {
      if (!("name" in state)) throw new Error("importing a Helm release is not supported by the stand-in");
      requireCluster(access);
      const deployed = await releases.read(nameOfRelease(toJson(state)), toJson(state));
      return deployed && { id, inputs, state: { ...state, ...deployed } };
    },
    delete: ({ state }) => {
      requireCluster(access);
      return releases.uninstall(toJson(state));
    },
  };
}

/** Helm's own words for a cluster that does not answer are long. */
function requireCluster(access: ClusterAccess): void {
  if (!access.optional) throw new Error(`can't use Helm on an unreachable cluster: ${access.unreachable}`);
}

async function checkRelease(
  releases: Releases,
  defaultNamespace: string,
  { name, olds, news, randomSeed }: CheckCall,
): Promise<CheckResult> {
  const waits = !isTrue(news.skipAwait);
  const inputs: Properties = {
    ...news,
    name: news.name ?? olds.name ?? uniqueName(name, randomSeed),
    namespace: news.namespace ?? defaultNamespace,
    ...(waits ? { timeout: news.timeout ?? DEFAULT_TIMEOUT } : {}),
  };
  const failures = wrongArguments(news);
  if (failures.length > 0 || containsUnknown(news)) return { inputs, failures };
  try {
    // The chart is looked up in each preview, so that a wrong version shows there.
    return { inputs: { ...inputs, version: await releases.resolveVersion(toJson(inputs)) } };
  } catch (error) {
    const reason = `${(error as Error).message}; check the chart name and repository configuration.`;
    return { inputs, failures: [{ property: "chart", reason }] };
  }
}

function diffRelease(olds: Properties, news: Properties, ignoreChanges: string[]): DiffResult {
  const oldInputs = olds.__inputs === undefined ? olds : reveal(olds.__inputs);
  const changes = differences(isProperties(oldInputs) ? oldInputs : {}, news)
    .map(({ path, kind }) => ({
      path: formatPath(path),
      kind,
      replaces: path[0] === "name" || path[0] === "namespace",
    }))
    .filter(({ path }) => !ignoreChanges.includes(path));
  return { changes };
}

/** What Helm will make of it is known only afterwards. */
function previewed(news: Properties): Properties {
  return { ...news, status: Unknown.value, resourceNames: Unknown.value };
}

function idOf(news: Properties): string {
  return `${textOf(news.namespace) ?? ""}/${textOf(news.name) ?? ""}`;
}
