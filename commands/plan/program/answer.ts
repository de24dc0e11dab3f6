import { Plan } from "../plan";

/** What the process that ran a program says of it. */
export type Answer =
  | { readonly plan: Plan }
  /** What the program refuses, as it says it. */
  | { readonly refusal: string }
  /** What went wrong with the program itself, with its stack. */
  | { readonly crash: string };
