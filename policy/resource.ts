/** A resource as a rule sees it. */
export interface Resource {
  /** Type token, for example "aws:kms/key:Key". */
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Inputs in plain form; `UNKNOWN` is what only the update will tell. */
  readonly inputs: Inputs;
  /** Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** URNs of the resources that an input comes from. Only rules that look at the whole stack get them. @default none */
  readonly sources?: Readonly<Record<string, readonly string[]>>;
}

/** Whatever a program may have written there, which is what a rule finds out. */
export type Inputs = any;

/** A value that another resource decides once it is there: no preview knows it. */
export const UNKNOWN = Symbol("known after the update");

/** A resource for the eyes of a reader: "Deployment backend". */
export const titleOf = ({ type, name }: Pick<Resource, "type" | "name">) =>
  `${type.split(":").at(-1) ?? type} ${name}`;

/** The stack in a URN "urn:pulumi:STACK::PROJECT::TYPE::NAME". */
export const stackOf = (urn: string) => urn.split("::")[0].split(":")[2];

/** Types of the components that hold a resource, the nearest last. */
export const ancestorsOf = (urn: string) => (urn.split("::")[2] ?? "").split("$").slice(0, -1);
