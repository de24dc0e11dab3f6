import type { Call } from "../../standins/protocol/provider";

const silent = { info: () => undefined, warning: () => undefined, status: () => undefined };

/** What every call has, for a resource of a type. */
export function callOf(type: string, name = "it"): Call {
  const urn = `urn:pulumi:stack::project::${type}::${name}`;
  return { urn, type, name, log: silent, cancelled: new AbortController().signal };
}
