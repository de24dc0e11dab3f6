import { once } from "node:events";
import { connect } from "node:net";
import { InitializationFailure } from "./failure";
import type { Call, Resource } from "./provider";

/** What a test wants to happen to a resource instead of success. */
export interface Fault {
  /** The operation is refused with this message, and nothing is done. */
  readonly refuse?: string;
  /** The operation is done, but the resource does not become ready, for these reasons. */
  readonly unready?: readonly string[];
  /** The operation is done, then waits until the server at this unix socket closes the connection. */
  readonly hold?: string;
}

/** Faults by kind and logical name, for example "Deployment backend"; an image's without the tag that ends it. */
export type Faults = Readonly<Record<string, Fault>>;

/** A resource that fails as the JSON text in STANDIN_FAIL says; one that is only previewed never does. */
export function withFaults(resource: Resource, faultsText = process.env.STANDIN_FAIL): Resource {
  if (!faultsText) return resource;
  const faults = JSON.parse(faultsText) as Faults;
  const faultOf = ({ type, name }: Call): Fault =>
    faults[`${type.split(":").at(-1)} ${name.replace(/-[0-9a-f]{12}(-\d+)?$/, "")}`] ?? {};
  return {
    check: (call) => resource.check(call),
    diff: (call) => resource.diff(call),
    read: (call) => resource.read(call),
    create: async (call) => {
      if (call.preview) return resource.create(call);
      const fault = faultOf(call);
      refuse(fault);
      const made = await resource.create(call);
      await hold(fault);
      return ready(fault, made.id, made.state, made);
    },
    update: async (call) => {
      if (call.preview) return resource.update(call);
      const fault = faultOf(call);
      refuse(fault);
      const state = await resource.update(call);
      await hold(fault);
      return ready(fault, call.id, state, state);
    },
    delete: async (call) => {
      const fault = faultOf(call);
      refuse(fault);
      await resource.delete(call);
      await hold(fault);
    },
  };
}

function refuse(fault: Fault): void {
  if (fault.refuse !== undefined) throw new Error(fault.refuse);
}

/** The connection tells the test that the point is reached; its end tells the stand-in to go on. */
async function hold(fault: Fault): Promise<void> {
  if (fault.hold !== undefined) await once(connect(fault.hold).resume(), "close");
}

function ready<T>(fault: Fault, id: string, state: InitializationFailure["state"], result: T): T {
  if (fault.unready === undefined) return result;
  throw new InitializationFailure(id, state, `"${id}" did not become ready`, [...fault.unready]);
}
