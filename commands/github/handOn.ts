import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import { shortened } from "./markdown";

/** What GitHub takes as the summary of one step, in bytes. */
const SUMMARY = 1_000_000;
/** Two outputs make up a comment of at most 65,536 characters, and travel in one environment. */
export const OUTPUT = 30_000;

/**
 * Hands a report on: to the log, to the summary of the job, and to later jobs as an output of the step.
 * Outside of a workflow only the log is there.
 */
export function handOn(name: string, markdown: string, env = process.env): void {
  console.log(markdown);
  if (env.GITHUB_STEP_SUMMARY) {
    const note = "_Too long for this page: the whole of it is in the log of this job._";
    appendFileSync(env.GITHUB_STEP_SUMMARY, `${shortened(markdown, SUMMARY, note)}\n\n`);
  }
  setOutput(
    name,
    shortened(markdown, OUTPUT, "_Too long for a comment: the run's summary has all of it._"),
    env,
  );
}

/** Sets an output of the step, of any number of lines. */
export function setOutput(name: string, value: string, env = process.env): void {
  // Nobody who writes a part of the value can know where it ends.
  const end = randomUUID();
  if (env.GITHUB_OUTPUT) appendFileSync(env.GITHUB_OUTPUT, `${name}<<${end}\n${value}\n${end}\n`);
}
