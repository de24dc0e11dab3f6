import type { DeleteCall } from "../../protocol/provider";
import { propagation, skipsAwait, timeoutSeconds } from "../annotations";
import { fromState } from "../checkpoint";
import { parseId, refOf } from "../object";
import { kindOfToken } from "../token";
import type { Context } from "./context";

/** Kinds that are deleted without waiting when they skip the await. */
const WITHOUT_WAIT = [
  "Namespace",
  "Pod",
  "ReplicationController",
  "DaemonSet",
  "Deployment",
  "StatefulSet",
  "Job",
];

/** Deletes the object and waits until it is gone, what it owns included. */
export async function deleteObject(context: Context, call: DeleteCall): Promise<void> {
  const { type, id, state, log, cancelled } = call;
  const cluster = context.access.optional;
  if (!cluster) return deleteUnreachable(context, call);
  const { live, inputs } = fromState(state);
  const ref = { ...refOf(live), ...kindOfToken(type), ...parseId(id) };
  cluster.recall(live);
  await cluster.remove(ref, propagation(inputs));
  if (skipsAwait(inputs) && WITHOUT_WAIT.includes(ref.kind)) return;
  await cluster.untilGone(ref, {
    timeoutSeconds: timeoutSeconds(call.timeoutSeconds, inputs),
    log,
    cancelled,
  });
}

function deleteUnreachable({ access, settings }: Context, { log }: DeleteCall): void {
  log.warning(`configured Kubernetes cluster is unreachable: ${access.unreachable}`);
  if (settings.deleteUnreachable) return;
  throw new Error(
    "configured Kubernetes cluster is unreachable. If the cluster was deleted, you can remove this resource from " +
      'Pulumi state by rerunning the operation with PULUMI_K8S_DELETE_UNREACHABLE set to "true"',
  );
}
