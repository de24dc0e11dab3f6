import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import { linkTool } from "../go-tool";
import { requireSpace } from "../machine";
import type { LabPaths } from "../paths";
import { buildOnce, recipeHash } from "../recipe";
import type { Steps } from "../steps";
import { findPython, type Python } from "./python";

const REQUIREMENTS = join(__dirname, "requirements.txt");
/** Versions of what makes the environment; a change of its layout is one too. */
const LAYOUT = "1";

/** The AWS API double's Python environment, and the aws CLI that comes with it. */
export async function installAws(paths: LabPaths, steps: Steps): Promise<void> {
  await steps.step("AWS API double and aws CLI", async (say) => {
    const python = await findPython(paths, say);
    const hash = await recipeHash({
      sources: [REQUIREMENTS],
      values: { layout: LAYOUT, python: python.version, program: python.program },
    });
    const { folder, outcome } = await buildOnce(paths.cache, "aws", hash, (growing) =>
      buildEnvironment(growing, python, paths, say),
    );
    await linkTool(paths, "aws", join(folder, "aws"));
    await linkTool(paths, "aws-python", join(folder, "python"));
    return outcome;
  });
}

async function buildEnvironment(
  folder: string,
  python: Python,
  paths: LabPaths,
  say: (text: string) => void,
): Promise<void> {
  await requireSpace(paths.home, 1);
  say("installing from Python packages");
  const log = join(paths.logs, "aws.log");
  await command(python.program, ["-m", "venv", join(folder, "venv")], { what: "making a venv", log });
  const pip = ["-m", "pip", "install", "--quiet", "--no-input", "--no-deps", "-r", REQUIREMENTS];
  const program = join(folder, "venv/bin/python");
  await command(program, pip, { what: "installing moto and the aws CLI", log });
  await command(program, ["-m", "pip", "check"], { what: "checking the installed Python packages", log });
  await writeScripts(folder);
}

/** The folder is renamed when it is whole, so that pip's own scripts, which hold its path, cannot be used. */
async function writeScripts(folder: string): Promise<void> {
  const python = `exec "$(dirname "$(readlink -f "$0")")/venv/bin/python"`;
  const scripts = { python: `${python} "$@"`, aws: `${python} -m awscli "$@"` };
  for (const [name, line] of Object.entries(scripts)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${line}\n`);
    await chmod(join(folder, name), 0o755);
  }
}
