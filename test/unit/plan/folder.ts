import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import program = require("../../../index");
import { Plan } from "../../../commands/plan/plan";
import { runProgram } from "../../../commands/plan/program/run";
import { ROOT } from "../stacks";

/** A change of a file's text. */
export type Edit = readonly [file: string, change: (text: string) => string];

/** Adds keys to the file of a stack. */
export const configured = (stack: string, keys: string): Edit => [
  `Pulumi.${stack}.yaml`,
  (text) => text.replace("config:\n", `config:\n${keys}\n`),
];

/** Plans a stack of this checkout. */
export const planned = (stack: string, ...edits: readonly Edit[]): Promise<Plan> =>
  inCopy(edits, () => runProgram(program, stack));

/** Runs something in a copy of what the program reads, after some edits of it. */
export async function inCopy<T>(edits: readonly Edit[], run: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  const folder = mkdtempSync(join(tmpdir(), "blog-plan-test-"));
  try {
    for (const file of ["Pulumi.yaml", "Pulumi.prod.yaml", "Pulumi.local.yaml"])
      cpSync(join(ROOT, file), join(folder, file));
    cpSync(join(ROOT, "dockerfiles"), join(folder, "dockerfiles"), {
      recursive: true,
      filter: (path) => !path.endsWith("node_modules"),
    });
    for (const [file, change] of edits) {
      writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
    }
    process.chdir(folder);
    return await run();
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
