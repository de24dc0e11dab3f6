import type { Resource } from "../protocol/provider";
import { checkObject } from "./operations/check";
import type { Context } from "./operations/context";
import { createObject } from "./operations/create";
import { deleteObject } from "./operations/delete";
import { diffObject } from "./operations/diff";
import { readObject } from "./operations/read";
import { updateObject } from "./operations/update";

/** Any object of the Kubernetes API. */
export function kubeObject(context: Context): Resource {
  return {
    check: (call) => checkObject(context, call),
    diff: (call) => diffObject(context, call),
    create: (call) => createObject(context, call),
    read: (call) => readObject(context, call),
    update: (call) => updateObject(context, call),
    delete: (call) => deleteObject(context, call),
  };
}
