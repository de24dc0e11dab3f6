import type { Properties } from "../../../../standins/protocol/value";

/** A wrong value: of what type, what it is, the change to right arguments, the sentence that refuses it. */
export type Wrong = [type: string, what: string, change: Properties, sentence: RegExp];
