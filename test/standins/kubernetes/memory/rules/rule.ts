import type { KubeObject } from "../../object";

/** What the API server would refuse about an object, one line per field; empty when all is well. */
export type Rule = (object: KubeObject) => string[];
