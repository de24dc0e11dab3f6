import { uniqueName } from "../../protocol/naming";
import type { CreateCall } from "../../protocol/provider";
import { type JsonObject, type Properties, toJson } from "../../protocol/value";
import { forcesPatch } from "../annotations";
import { toState } from "../checkpoint";
import type { Cluster } from "../cluster";
import { idOf, type KubeObject, withoutStatus } from "../object";
import { awaitReady } from "./await";
import { clusterForPreview, type Context } from "./context";
import { isHarmlessInPreview, refusal } from "./refusal";

interface Created {
  readonly id: string;
  readonly state: Properties;
}

/** Creates the object and waits for it; an object that is already there is an error. */
export async function createObject(context: Context, call: CreateCall): Promise<Created> {
  if (call.preview) return { id: "", state: await previewCreation(context, call) };
  const { type, news } = call;
  const cluster = context.access.required;
  const inputs = toJson(news);
  const fieldManager = newFieldManager();
  const object = await submit(context, cluster, inputs, fieldManager, false).catch((error: unknown) => {
    throw refusal(type, "creation", error);
  });
  const stateOf = (live: KubeObject): Properties => toState(live, inputs, news, fieldManager);
  const subject = `resource "${idOf(object)}" was successfully created, but`;
  const live = await awaitReady(cluster, call, { inputs, object, subject, stateOf });
  return { id: idOf(live), state: stateOf(live) };
}

/** Asks the cluster what would come out; where it cannot say, the inputs have to do. */
async function previewCreation(context: Context, { type, news }: CreateCall): Promise<Properties> {
  const cluster = await clusterForPreview(context, news);
  if (!cluster) return news;
  const inputs = toJson(news);
  const fieldManager = newFieldManager();
  try {
    const object = await submit(context, cluster, inputs, fieldManager, true);
    return toState(withoutStatus(object), inputs, news, fieldManager);
  } catch (error) {
    if (isHarmlessInPreview(error)) return news;
    throw refusal(type, "creation", error);
  }
}

function submit(
  { settings }: Context,
  cluster: Cluster,
  inputs: JsonObject,
  fieldManager: string,
  dryRun: boolean,
): Promise<KubeObject> {
  if (!settings.upsertExistingObjects) return cluster.create(inputs, { dryRun });
  const force = dryRun || forcesPatch(inputs) || settings.enablePatchForce;
  return cluster.apply(inputs, { dryRun, fieldManager, force });
}

export function newFieldManager(): string {
  return uniqueName("pulumi-kubernetes", new Uint8Array());
}
