import type { Log } from "../../protocol/log";
import type { Aws } from "../account/account";
import type { Patience } from "../account/wait";
import { mapOf, type Schema, text } from "../schema/property";
import { pattern } from "../rules/rule";
import { tagsRule } from "../rules/tags";
import type { Naming } from "./naming";

/** Arguments or a state, as plain JSON. */
export type Args = Record<string, any>;

/** What an operation on a resource works with. */
export interface Work {
  readonly aws: Aws;
  readonly log: Log;
  /** How long this operation may wait. */
  readonly patience: Patience;
}

export interface Update {
  readonly id: string;
  readonly olds: Args;
  readonly news: Args;
  /** Whether an argument differs from the state, by its name. */
  readonly changed: (...names: string[]) => boolean;
}

export interface TagChange {
  readonly id: string;
  readonly state: Args;
  /** Tags that are new or have another value. */
  readonly set: Record<string, string>;
  /** Keys of tags that have to go. */
  readonly removed: string[];
  /** All tags that shall be there. */
  readonly all: Record<string, string>;
}

/** A type of resource: what its properties are and which calls of AWS make, read, change and delete it. */
export interface Kind {
  /** Type token, for example `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** How messages name it, for example "EC2 VPC". */
  readonly title: string;
  readonly schema: Schema;
  /** The property that gets an automatic name where the program gives none. */
  readonly naming?: Naming;
  /** The new one cannot exist beside the old one, whatever their names. The real provider says so of few types. */
  readonly deleteBeforeReplace?: boolean;
  /** Time limits in seconds. @default 600 each */
  readonly limits?: { create?: number; update?: number; delete?: number };
  /** What is wrong with arguments that are right one by one, as a sentence. */
  rules?(inputs: Args): string | undefined;
  /** Arguments that make another resource when they change in this way; those that always do say so in the schema. */
  replaces?(olds: Args, news: Args): string[];
  /** The calls that make it exist. Answers its id. */
  create(work: Work, news: Args): Promise<string>;
  /** What is left to do once it exists: waiting, settings that are no part of the first call. */
  finish?(work: Work, id: string, news: Args): Promise<void>;
  /** Its properties now; undefined when it does not exist. */
  read(work: Work, id: string, prior: Args): Promise<Args | undefined>;
  update?(work: Work, update: Update): Promise<void>;
  retag?(work: Work, change: TagChange): Promise<void>;
  delete(work: Work, id: string, state: Args): Promise<void>;
}

/** Where a regional resource is. */
export const REGION: Schema = {
  region: text({
    computed: true,
    replaces: true,
    rule: pattern(/^[a-z]{2}(-[a-z]+)+-\d$/, "a region of AWS"),
  }),
};

/** The resource's own tags, and those together with the provider's. */
export const TAGS: Schema = {
  tags: mapOf(text(), { rule: tagsRule }),
  tagsAll: mapOf(text(), { computed: true, rule: tagsRule }),
};
