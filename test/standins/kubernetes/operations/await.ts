import { InitializationFailure } from "../../protocol/failure";
import type { CreateCall } from "../../protocol/provider";
import type { JsonObject, Properties } from "../../protocol/value";
import { skipsAwait, timeoutSeconds } from "../annotations";
import type { Cluster } from "../cluster";
import { NotReady } from "../errors";
import { idOf, type KubeObject } from "../object";

export interface Awaited {
  readonly inputs: JsonObject;
  /** The object as the API server answered. */
  readonly object: KubeObject;
  /** The object before an update. */
  readonly previous?: KubeObject;
  /** Begins the message of a failure. */
  readonly subject: string;
  /** What the engine shall keep of the live object. */
  readonly stateOf: (live: KubeObject) => Properties;
}

/** Waits until the object is ready; what does not become ready is recorded all the same. */
export async function awaitReady(
  cluster: Cluster,
  call: CreateCall,
  { inputs, object, previous, subject, stateOf }: Awaited,
): Promise<KubeObject> {
  if (skipsAwait(inputs)) return object;
  const { log, cancelled } = call;
  try {
    const limit = timeoutSeconds(call.timeoutSeconds, inputs);
    return await cluster.untilReady(object, previous, { timeoutSeconds: limit, log, cancelled });
  } catch (error) {
    if (!(error instanceof NotReady)) throw error;
    const message = `${subject} failed to fully initialize or become live: ${error.message}`;
    throw new InitializationFailure(idOf(object), stateOf(error.object), message, error.reasons);
  }
}
