import { Finding } from "./finding";
import { Subject } from "./subject";

/** One thing that an update needs. It only looks. */
export interface Check {
  /** Short name: the first word of its lines. */
  readonly name: string;
  /** Whether a stack needs it. @default every one does */
  readonly concerns?: (subject: Subject) => boolean;
  /** Names of checks without which this one makes no sense; they stand before it. @default none */
  readonly after?: readonly string[];
  /** Seconds for its answer. @default 90 */
  readonly seconds?: number;
  /** Throws a Failure or a RunError for a problem, NotAsked for what cannot be found out. */
  readonly examine: (subject: Subject) => Promise<Finding | readonly Finding[]>;
}

export const onAws = ({ platform }: Subject) => platform === "aws";
export const onCluster = ({ platform }: Subject) => platform === "cluster";
