import { Release } from "../../components/releases";
import { versionOf } from "../releases/deployed";

/**
 * Whether the last update of a service came to its end: the stack's file, its releases and the pods say the same.
 *
 * An update that was interrupted leaves a pin that is not what ran last, or pods that answer something else, maybe
 * only some of them. Pods that do not answer say nothing.
 */
export function isSettled(facts: {
  readonly pin: string | undefined;
  readonly running: Release;
  /** Versions that answer. */
  readonly answering: ReadonlySet<string>;
}): boolean {
  const { pin, running, answering } = facts;
  if (pin !== undefined && pin !== running.tag && pin !== running.digest) return false;
  return [...answering].every((version) => version === versionOf(running));
}
