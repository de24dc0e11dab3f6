import { Inputs, Resource } from "../../../policy/resource";

/** Makes of a stack what somebody in a hurry might make of it. */
export type Break = (stack: readonly Resource[]) => readonly Resource[];

/** By rule: what somebody might do to production, and what the pack says of it. */
export type Cases = Readonly<Record<string, readonly (readonly [Break, ...says: RegExp[]])[]>>;

/** Changes one resource. */
export const change =
  (kind: string, name: string, edit: (inputs: Inputs) => void): Break =>
  (stack) => {
    const resource = only(stack, kind, name);
    const inputs = structuredClone(resource.inputs);
    edit(inputs);
    return stack.map((other) => (other === resource ? { ...resource, inputs } : other));
  };

/** Changes the pods of the backend. */
export const pod = (edit: (pod: Inputs) => void) =>
  change("Deployment", "backend", ({ spec }) => edit(spec.template.spec));

/** Changes the container of the backend. */
export const container = (edit: (container: Inputs) => void) => pod(({ containers }) => edit(containers[0]));

/** Takes one resource away. */
export const without =
  (kind: string, name: string): Break =>
  (stack) =>
    stack.filter((other) => other !== only(stack, kind, name));

/** Takes away what keeps Pulumi from deleting one resource. */
export const unprotected =
  (kind: string, name: string): Break =>
  (stack) =>
    stack.map((other) => (other === only(stack, kind, name) ? { ...other, protect: false } : other));

/** Adds a resource. */
export const add =
  (type: string, name: string, inputs: Inputs): Break =>
  (stack) => [
    ...stack,
    { type, name, inputs, urn: `urn:pulumi:prod::blog::${type}::${name}`, protect: true },
  ];

/** Adds a security group with one rule on who comes in. */
export const security = (ingress: Inputs) =>
  add("aws:ec2/securityGroup:SecurityGroup", "door", { ingress: [ingress] });

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
