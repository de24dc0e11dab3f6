import type { Log } from "./log";
import type { Properties } from "./value";

/** One wrong input, named by its property. */
export interface CheckFailure {
  readonly property?: string;
  readonly reason: string;
}

export interface CheckResult {
  readonly inputs: Properties;
  readonly failures?: CheckFailure[];
}

/** One changed property; `path` is written as the engine shows it, for example `spec.ports[0].port`. */
export interface Change {
  readonly path: string;
  readonly kind: "add" | "delete" | "update";
  /** True when the resource has to be replaced for it. */
  readonly replaces: boolean;
}

export interface DiffResult {
  readonly changes: Change[];
  /** The new resource cannot exist beside the old one. @default false */
  readonly deleteBeforeReplace?: boolean;
}

/** What every call about one resource knows. */
export interface Call {
  readonly urn: string;
  /** Type token, for example `random:index/randomPassword:RandomPassword`. */
  readonly type: string;
  /** Logical name in the program. */
  readonly name: string;
  readonly log: Log;
  /** Fires when the operator interrupts the run. */
  readonly cancelled: AbortSignal;
}

export interface CheckCall extends Call {
  readonly olds: Properties;
  readonly news: Properties;
  /** Bytes from which automatic names are made; the same for preview and update. */
  readonly randomSeed: Uint8Array;
}

export interface DiffCall extends Call {
  readonly id: string;
  readonly olds: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
  readonly ignoreChanges: string[];
}

export interface CreateCall extends Call {
  readonly news: Properties;
  readonly preview: boolean;
  /** Seconds, from the resource option `customTimeouts`; 0 when it is not set. */
  readonly timeoutSeconds: number;
}

export interface UpdateCall extends CreateCall {
  readonly id: string;
  readonly olds: Properties;
  readonly ignoreChanges: string[];
}

export interface ReadCall extends Call {
  readonly id: string;
  readonly inputs: Properties;
  readonly state: Properties;
}

export interface DeleteCall extends Call {
  readonly id: string;
  readonly state: Properties;
  readonly timeoutSeconds: number;
}

/** Undefined means: it does not exist any more. */
export type ReadResult = { id: string; inputs: Properties; state: Properties } | undefined;

/** The operations on one type of resource. */
export interface Resource {
  check(call: CheckCall): Promise<CheckResult>;
  diff(call: DiffCall): Promise<DiffResult>;
  create(call: CreateCall): Promise<{ id: string; state: Properties }>;
  read(call: ReadCall): Promise<ReadResult>;
  update(call: UpdateCall): Promise<Properties>;
  delete(call: DeleteCall): Promise<void>;
}

/** A provider plugin that stands in for one that has to be downloaded. */
export interface StandIn {
  /** Whether the provider itself keeps secrets apart, as the one it stands in for does. */
  readonly acceptSecrets: boolean;
  checkConfig(inputs: Properties): CheckFailure[];
  diffConfig(olds: Properties, news: Properties): DiffResult;
  /** Provider settings by name, all of them texts. */
  configure(settings: Record<string, string>): Promise<void>;
  /** Throws a sentence for types that the stand-in does not know. */
  resource(type: string): Resource;
  /** Answers a function by its token, for example `aws:index/getPartition:getPartition`; absent where there are none. */
  invoke?(token: string, args: Properties): Promise<Properties>;
}
