import * as pulumi from "@pulumi/pulumi";

/** A Pulumi program: the function that index.ts exports. */
export type Program = () => Promise<Record<string, unknown>>;

/** A resource as the program declared it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  /** Inputs in plain form; what was secret is listed in `secrets`. */
  readonly inputs: unknown;
  /** Paths of the inputs that were secret. */
  readonly secrets: readonly string[];
  readonly custom: boolean;
  readonly provider: string;
  readonly opts: pulumi.ResourceOptions;
}

/** A resource with its object in the program, which others name as their parent or as what they depend on. */
export interface Placed extends Declared {
  readonly resource: pulumi.Resource;
}

/** What a program is run with. */
export interface Setting {
  readonly config: Readonly<Record<string, string>>;
  readonly stack: string;
  /** Name of the project. @default "blog" */
  readonly project?: string;
  /** Nothing has an id or an output yet. @default false */
  readonly preview?: boolean;
  /** Outputs of the stack after its last update. @default there was none */
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** What stands in for all providers. */
export interface World {
  /** What a provider would call a resource. */
  idOf(type: string, name: string): string;
  /** What a provider would know of a resource, its inputs included. */
  outputsOf(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown>;
  /** What a provider would answer to a question; undefined if nobody should ask it. */
  answerOf(token: string, inputs: Record<string, unknown>): Record<string, unknown> | undefined;
}
