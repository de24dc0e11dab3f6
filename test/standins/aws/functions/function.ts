import type { Aws } from "../account/account";
import type { Args } from "../kind/kind";
import type { Schema } from "../schema/property";

/** A function that a program may call. */
export interface AwsFunction {
  /** For example `aws:eks/getCluster:getCluster`. */
  readonly token: string;
  readonly schema: Schema;
  /** Its answer; undefined parts are left out. */
  readonly run: (aws: Aws, args: Args) => Promise<Args>;
}
