import type { KubeObject } from "./object";
import { annotation } from "./object";

export const AUTONAMED = "pulumi.com/autonamed";
const SKIP_AWAIT = "pulumi.com/skipAwait";
const TIMEOUT_SECONDS = "pulumi.com/timeoutSeconds";
const REPLACE_UNREADY = "pulumi.com/replaceUnready";
const PATCH_FORCE = "pulumi.com/patchForce";
const DELETION_PROPAGATION = "pulumi.com/deletionPropagationPolicy";
const WAIT_FOR = "pulumi.com/waitFor";

/** Await time of every kind, in seconds, unless the program says otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 600;

export type Propagation = "Foreground" | "Background" | "Orphan";

export const isAutonamed = (object: KubeObject): boolean => annotation(object, AUTONAMED) === "true";
export const skipsAwait = (object: KubeObject): boolean => annotation(object, SKIP_AWAIT) === "true";
export const replacesUnready = (object: KubeObject): boolean =>
  annotation(object, REPLACE_UNREADY) === "true";
export const forcesPatch = (object: KubeObject): boolean => annotation(object, PATCH_FORCE) === "true";

/** The resource option wins over the annotation. */
export function timeoutSeconds(fromOptions: number, object: KubeObject): number {
  if (fromOptions > 0) return fromOptions;
  const seconds = Number(annotation(object, TIMEOUT_SECONDS));
  return Number.isInteger(seconds) && seconds > 0 ? seconds : DEFAULT_TIMEOUT_SECONDS;
}

export function propagation(object: KubeObject): Propagation {
  switch (annotation(object, DELETION_PROPAGATION)?.toLowerCase()) {
    case "orphan":
      return "Orphan";
    case "background":
      return "Background";
    default:
      return "Foreground";
  }
}

/** Throws for what the real provider would do and the stand-in does not. */
export function refuseUnsupported(object: KubeObject): void {
  if (annotation(object, WAIT_FOR) !== undefined) {
    throw new Error(
      `the annotation ${WAIT_FOR} is not supported by the stand-in: run with the real provider`,
    );
  }
}
