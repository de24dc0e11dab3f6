import type { KubeObject } from "./object";

/** A refusal by the API server. */
export class ApiError extends Error {
  constructor(
    readonly code: number,
    /** For example `AlreadyExists`, `NotFound`, `Invalid`, `Conflict`. */
    readonly reason: string,
    message: string,
    /** Kind of the object that is missing, when something is. */
    readonly missingKind?: string,
  ) {
    super(message);
  }
}

/** An object that exists but did not become what was waited for. */
export class NotReady extends Error {
  constructor(
    message: string,
    readonly reasons: string[],
    readonly object: KubeObject,
  ) {
    super(message);
  }
}

export function isNamespaceMissing(error: unknown): boolean {
  return error instanceof ApiError && error.reason === "NotFound" && error.missingKind === "namespaces";
}
