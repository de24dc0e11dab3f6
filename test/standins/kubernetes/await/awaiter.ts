import type { KubeObject } from "../object";

/** How things stand with an object that is waited for. */
export interface Readiness {
  readonly ready: boolean;
  /** Waiting longer is of no use. @default false */
  readonly failed?: boolean;
  /** Why it is not ready. */
  readonly reasons: string[];
  /** What the person who waits sees meanwhile. */
  readonly status?: string;
}

export interface Snapshot {
  readonly object: KubeObject;
  /** The object before an update; absent after a creation. */
  readonly previous?: KubeObject;
  /** Objects of another kind in the same namespace (or the cluster), see `related`. */
  readonly of: (kind: string) => KubeObject[];
}

export interface RelatedKind {
  readonly apiVersion: string;
  readonly kind: string;
  /** @default true */
  readonly namespaced?: boolean;
}

/** Knows when objects of one kind are ready. */
export interface Awaiter {
  readonly related: RelatedKind[];
  /** Readiness has to last this long without a change, in milliseconds. @default 0 */
  readonly settleMs?: number;
  /** Upper bound of the await time, in seconds. */
  readonly maxSeconds?: number;
  /** Whether a refresh looks at readiness as well. */
  readonly onRead: boolean;
  assess(snapshot: Snapshot): Readiness;
}
