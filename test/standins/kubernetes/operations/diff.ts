import type { Change, DiffCall, DiffResult } from "../../protocol/provider";
import { type Properties, reveal, toJson } from "../../protocol/value";
import { replacesUnready } from "../annotations";
import { fromState } from "../checkpoint";
import type { Cluster } from "../cluster";
import { type KubeObject, refOf } from "../object";
import { compareObject } from "../objectDiff";
import { isUsuallyNamespaced, kindOfToken } from "../token";
import type { Context } from "./context";

/** Compares the inputs with the live object as the engine last saw it. */
export async function diffObject({ access, settings }: Context, call: DiffCall): Promise<DiffResult> {
  const { type, olds, news, ignoreChanges, log } = call;
  const { apiVersion, kind } = kindOfToken(type);
  const { live, inputs: oldInputs } = fromState(olds);
  const cluster = access.optional;
  cluster?.recall(live);
  const plain = reveal(news) as Properties;
  const result = compareObject({
    live,
    oldInputs,
    news: plain,
    namespaced: (await cluster?.isNamespaced(apiVersion, kind)) ?? isUsuallyNamespaced(kind),
    ignoreChanges,
    mutable: { secrets: settings.enableSecretMutable, configMaps: settings.enableConfigMapMutable },
  });
  if (!replacesUnready(toJson(plain))) return result;
  if (kind === "Job" && cluster) return withReplacement(result, await isUnready(cluster, live));
  log.warning("replaceUnready annotation has no effect here: it needs a Job and a reachable cluster");
  return result;
}

async function isUnready(cluster: Cluster, live: KubeObject): Promise<boolean> {
  const current = await cluster.read(refOf(live));
  return current !== undefined && (await cluster.unreadiness(current)).length > 0;
}

function withReplacement(result: DiffResult, unready: boolean): DiffResult {
  const path = 'metadata.annotations["pulumi.com/replaceUnready"]';
  const change: Change = { path, kind: "update", replaces: true };
  return unready ? { ...result, changes: [...result.changes, change] } : result;
}
