import { Resource } from "./resource";

/** Something that every stack must be like. */
export interface Rule {
  /** Short name by which teams configure it. */
  readonly name: string;
  /** The rule in one sentence. */
  readonly description: string;
  /** What is wrong with a resource and what to do about it: the end of a sentence that begins with the resource. */
  readonly examine: (resource: Resource, stack: readonly Resource[]) => Iterable<string>;
  /** Looks at a resource together with the others, once all are declared. @default at each one by itself */
  readonly together?: boolean;
}
