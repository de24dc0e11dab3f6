import type { Log } from "../protocol/log";
import type { Propagation } from "./annotations";
import type { KubeObject, ObjectRef } from "./object";

export interface CreateOptions {
  /** Only ask what would happen. */
  readonly dryRun: boolean;
}

export interface ApplyOptions extends CreateOptions {
  readonly fieldManager: string;
  /** Take fields over from other managers. */
  readonly force: boolean;
}

export interface WaitOptions {
  readonly timeoutSeconds: number;
  readonly log: Log;
  readonly cancelled: AbortSignal;
}

/** A Kubernetes cluster, real or in memory. Missing objects are undefined; other refusals are ApiErrors. */
export interface Cluster {
  /** Undefined when the cluster does not know the kind. */
  isNamespaced(apiVersion: string, kind: string): Promise<boolean | undefined>;
  create(object: KubeObject, options: CreateOptions): Promise<KubeObject>;
  /** Server-side apply on an existing object. */
  apply(object: KubeObject, options: ApplyOptions): Promise<KubeObject>;
  read(ref: ObjectRef): Promise<KubeObject | undefined>;
  /** Asks for the deletion; deleting what is not there is fine. */
  remove(ref: ObjectRef, propagation: Propagation): Promise<void>;
  /** Resolves to the ready object, or throws NotReady. `previous` is the object before an update. */
  untilReady(object: KubeObject, previous: KubeObject | undefined, options: WaitOptions): Promise<KubeObject>;
  /** Resolves when the object is gone, or throws NotReady. */
  untilGone(ref: ObjectRef, options: WaitOptions): Promise<void>;
  /** Why the object is not ready at this moment; empty when it is. */
  unreadiness(object: KubeObject): Promise<string[]>;
  /** Tells what exists according to the engine; a real cluster knows better. */
  recall(object: KubeObject): void;
}
