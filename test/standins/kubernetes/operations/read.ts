import { InitializationFailure } from "../../protocol/failure";
import type { ReadCall, ReadResult } from "../../protocol/provider";
import { type JsonObject, toJson } from "../../protocol/value";
import { skipsAwait } from "../annotations";
import { fromState, markSecrets, toState } from "../checkpoint";
import { normalize } from "../normalize";
import { idOf, parseId, withoutStatus } from "../object";
import { prune } from "../prune";
import { kindOfToken } from "../token";
import type { Context } from "./context";
import { newFieldManager } from "./create";

/** Reads the live object for a refresh, or by its id for a `get`. */
export async function readObject(context: Context, call: ReadCall): Promise<ReadResult> {
  const { type, id, inputs, state } = call;
  const cluster = context.access.optional;
  if (!cluster) return readUnreachable(context, call);
  const { live: old, inputs: lastInputs, fieldManager = newFieldManager() } = fromState(state);
  const known = Object.keys(old).length > 0;
  if (known) cluster.recall(old);
  const live = await cluster.read({ ...kindOfToken(type), ...parseId(id) });
  if (!live) return undefined;
  const oldInputs = Object.keys(inputs).length > 0 ? toJson(inputs) : lastInputs;
  const liveInputs = known ? prune(live, normalize(oldInputs) as JsonObject) : withoutStatus(live);
  const result = {
    id,
    inputs: markSecrets(liveInputs, inputs),
    state: toState(live, liveInputs, inputs, fieldManager),
  };
  const reasons = known && !skipsAwait(oldInputs) ? await cluster.unreadiness(live) : [];
  if (reasons.length === 0) return result;
  const message = `Resource '${idOf(live)}' was created but failed to initialize`;
  throw new InitializationFailure(id, result.state, message, reasons, result.inputs);
}

function readUnreachable({ access, settings }: Context, { id, inputs, state, log }: ReadCall): ReadResult {
  log.warning(`configured Kubernetes cluster is unreachable: ${access.unreachable}`);
  if (settings.deleteUnreachable) return undefined;
  if (settings.skipUpdateUnreachable) return { id, inputs, state };
  throw new Error(
    "failed to read resource state due to unreachable cluster. If the cluster was deleted, you can remove this " +
      'resource from Pulumi state by rerunning the operation with PULUMI_K8S_DELETE_UNREACHABLE set to "true"',
  );
}
