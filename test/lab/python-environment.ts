import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { findPython, type Python } from "./aws/python";
import { command } from "./command";
import { linkTool } from "./go-tool";
import { requireSpace } from "./machine";
import type { LabPaths } from "./paths";
import { buildOnce, recipeHash } from "./recipe";

/** Python packages with an interpreter of their own. */
export interface PythonEnvironment {
  /** Name of the folder and of the log; the interpreter becomes the command `NAME-python`. */
  readonly name: string;
  /** What the packages are, in a few words. */
  readonly what: string;
  /** File that names each package in one exact version. */
  readonly requirements: string;
  /** Room that it takes, in GiB. */
  readonly gibibytes: number;
  /** Further commands: the module that each of them runs. */
  readonly modules: Readonly<Record<string, string>>;
}

/** Version of how environments are laid out, their commands included; with another one all are built anew. */
const LAYOUT = "1";

/** Installs the packages when needed and links the commands. */
export async function installEnvironment(
  environment: PythonEnvironment,
  paths: LabPaths,
  say: (text: string) => void,
): Promise<"built" | "reused"> {
  const { name, requirements, modules } = environment;
  const python = await findPython(paths, say);
  const hash = await recipeHash({
    sources: [requirements],
    values: { layout: LAYOUT, python: python.version, program: python.program },
  });
  const { folder, outcome } = await buildOnce(paths.cache, name, hash, (growing) => {
    say("installing from Python packages");
    return build(growing, environment, python, paths);
  });
  await linkTool(paths, `${name}-python`, join(folder, "python"));
  for (const program of Object.keys(modules)) await linkTool(paths, program, join(folder, program));
  return outcome;
}

async function build(
  folder: string,
  { name, what, requirements, gibibytes, modules }: PythonEnvironment,
  python: Python,
  paths: LabPaths,
): Promise<void> {
  await requireSpace(paths.home, gibibytes);
  const log = join(paths.logs, `${name}.log`);
  await command(python.program, ["-m", "venv", join(folder, "venv")], { what: "making a venv", log });
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "-r", requirements];
  const program = join(folder, "venv/bin/python");
  await command(program, pip, { what: `installing ${what}`, log });
  await command(program, ["-m", "pip", "check"], { what: "checking the installed Python packages", log });
  await writeScript(join(folder, "python"), []);
  for (const [script, module] of Object.entries(modules)) {
    await writeScript(join(folder, script), ["-m", module]);
  }
}

/** The folder is renamed when it is whole, so that pip's own scripts, which hold its path, cannot be used. */
async function writeScript(file: string, args: readonly string[]): Promise<void> {
  const python = `exec "$(dirname "$(readlink -f "$0")")/venv/bin/python"`;
  await writeFile(file, `#!/bin/sh\n${[python, ...args, '"$@"'].join(" ")}\n`);
  await chmod(file, 0o755);
}
