import type { UpdateCall } from "../../protocol/provider";
import { type JsonObject, type Properties, reveal, toJson } from "../../protocol/value";
import { forcesPatch } from "../annotations";
import { fromState, toState } from "../checkpoint";
import type { Cluster } from "../cluster";
import { normalize } from "../normalize";
import { idOf, type KubeObject, refOf } from "../object";
import { kindOfToken } from "../token";
import { awaitReady } from "./await";
import { clusterForPreview, type Context } from "./context";
import { newFieldManager } from "./create";
import { refusal } from "./refusal";

/** Applies the inputs to the live object and waits for it. */
export async function updateObject(context: Context, call: UpdateCall): Promise<Properties> {
  const { type, olds, news, preview } = call;
  const cluster = preview ? await clusterForPreview(context, news) : context.access.required;
  if (!cluster) return news;
  const { live: old, fieldManager = newFieldManager() } = fromState(olds);
  cluster.recall(old);
  const previous = await requireLive(cluster, type, old);
  const inputs = toJson(normalize(reveal(news) as Properties));
  const force = forcesPatch(inputs) || context.settings.enablePatchForce;
  const wanted = keepIgnored(inputs, previous, call.ignoreChanges);
  const stateOf = (live: KubeObject): Properties => toState(live, inputs, news, fieldManager);
  const object = await cluster
    .apply(wanted, { dryRun: preview, fieldManager, force })
    .catch((error: unknown) => {
      throw refusal(type, "update", error);
    });
  if (preview) return stateOf(object);
  const subject = `the Kubernetes API server reported that "${idOf(object)}"`;
  return stateOf(await awaitReady(cluster, call, { inputs, object, previous, subject, stateOf }));
}

async function requireLive(cluster: Cluster, type: string, old: KubeObject): Promise<KubeObject> {
  const live = await cluster.read({ ...refOf(old), ...kindOfToken(type) });
  if (live) return live;
  throw new Error(`update of "${idOf(old)}" failed: it is not in the cluster any more; run pulumi refresh`);
}

/** Fields whose changes the program ignores keep their live value. */
function keepIgnored(inputs: JsonObject, live: KubeObject, ignoreChanges: string[]): JsonObject {
  const result = structuredClone(inputs);
  for (const ignored of ignoreChanges) {
    const path = ignored.split(".");
    const field = path.pop() ?? "";
    const find = (object: JsonObject): JsonObject | undefined =>
      path.reduce<JsonObject | undefined>((found, step) => found?.[step] as JsonObject | undefined, object);
    const [source, target] = [find(live), find(result)];
    if (!target) continue;
    if (source?.[field] === undefined) delete target[field];
    else target[field] = source[field];
  }
  return result;
}
