import { z } from "zod";

const state = z.object({ retainOnDelete: z.boolean().optional() });

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.optional(),
  /** Properties that force a replacement. */
  replaceReasons: z.array(z.string()).nullish(),
  /** Properties that differ, by path. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
  /** The same without paths, from providers that know no better. */
  diffReasons: z.array(z.string()).nullish(),
});

const diagnostic = z.object({ urn: z.string().optional(), message: z.string(), severity: z.string() });

const digest = z.object({
  steps: z.array(step).default([]),
  diagnostics: z.array(diagnostic).default([]),
});

/** What "pulumi preview --json" prints, as far as it is read: no value of any property, so no secret either. */
export type Digest = z.infer<typeof digest>;
export type Step = z.infer<typeof step>;
export type Diagnostic = z.infer<typeof diagnostic>;

/** Undefined where the CLI stopped before it had anything to print. */
export function digestIn(stdout: string): Digest | undefined {
  try {
    return digest.parse(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}
