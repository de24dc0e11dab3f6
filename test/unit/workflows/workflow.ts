import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";

const CHECKOUT = dirname(dirname(dirname(__dirname)));
const WORKFLOWS = join(CHECKOUT, ".github/workflows");

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly concurrency?: Concurrency;
  readonly environment?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Concurrency {
  readonly group: string;
  readonly queue?: string;
  readonly "cancel-in-progress"?: boolean | string;
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Concurrency;
  readonly jobs: Readonly<Record<string, Job>>;
}

export function workflowOf(file: string, text: string): Workflow {
  return { file, text, ...(parse(text) as Omit<Workflow, "file" | "text">) };
}

/** The workflows of the project. */
export function workflows(): Workflow[] {
  return readdirSync(WORKFLOWS).map((name) =>
    workflowOf(relative(CHECKOUT, join(WORKFLOWS, name)), readFileSync(join(WORKFLOWS, name), "utf8")),
  );
}

export const readProjectFile = (...path: string[]) => readFileSync(join(CHECKOUT, ...path), "utf8");
