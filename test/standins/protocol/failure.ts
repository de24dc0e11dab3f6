import type { Properties } from "./value";

/** The resource exists but did not become ready: the engine records it and tries again in the next run. */
export class InitializationFailure extends Error {
  constructor(
    readonly id: string,
    readonly state: Properties,
    message: string,
    /** One line per reason, for example per pod. */
    readonly reasons: string[] = [],
    /** Inputs to record instead of those of the program (only a refresh has them). */
    readonly inputs?: Properties,
  ) {
    super(message);
  }
}
