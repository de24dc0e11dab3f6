import { Inputs, Resource } from "../../../policy/resource";

/** A stack with one resource changed, as somebody in a hurry might. */
export function changed(
  stack: readonly Resource[],
  [kind, name]: readonly [kind: string, name: string],
  change: (inputs: Inputs) => void,
): Resource[] {
  const resource = only(stack, kind, name);
  const inputs = structuredClone(resource.inputs);
  change(inputs);
  return stack.map((other) => (other === resource ? { ...resource, inputs } : other));
}

/** A stack without one of its resources. */
export const without = (stack: readonly Resource[], kind: string, name: string) =>
  stack.filter((other) => other !== only(stack, kind, name));

/** A stack in which nothing keeps Pulumi from deleting one of its resources. */
export const unprotected = (stack: readonly Resource[], kind: string, name: string) =>
  stack.map((other) => (other === only(stack, kind, name) ? { ...other, protect: false } : other));

/** A stack with one resource more. */
export const having = (
  stack: readonly Resource[],
  type: string,
  name: string,
  inputs: Inputs,
): Resource[] => [
  ...stack,
  { type, name, inputs, urn: `urn:pulumi:prod::blog::${type}::${name}`, protect: true },
];

/** The resource that a reader calls so: not a component of the blog, whose Service is one of pods; an image's tag aside. */
function only(stack: readonly Resource[], kind: string, name: string): Resource {
  const found = stack.filter(
    (resource) =>
      !resource.type.startsWith("blog:") &&
      resource.type.endsWith(`:${kind}`) &&
      resource.name.replace(/-[0-9a-f]{12}$/, "") === name,
  );
  if (found.length !== 1) throw new Error(`The stack has ${found.length} of ${kind} ${name}.`);
  return found[0];
}
