import { join } from "node:path";
import { command } from "../command";
import { LabFailure } from "../failure";
import type { LabPaths } from "../paths";

/** The oldest Python that the pinned packages have been tried with. */
const OLDEST = [3, 11] as const;

/** An interpreter of the machine that can make virtual environments. */
export interface Python {
  /** Path of the interpreter itself, no shim or link. */
  readonly program: string;
  /** Such as "3.11.7". */
  readonly version: string;
}

/** Finds python3; installs Debian's python3-venv where that alone is missing and this is root. */
export async function findPython(paths: LabPaths, say: (text: string) => void): Promise<Python> {
  const found = await askPython();
  if (!found) throw new LabFailure("python3 is missing: install Python 3.11 or newer and put it in PATH");
  if (!isNewEnoughPython(found.version)) {
    throw new LabFailure(`python3 must be 3.11 or newer, got ${found.version}: install a newer one`);
  }
  if (found.venv) return found;
  await installVenv(paths, say);
  return found;
}

/** @param version such as "3.11.7" */
export function isNewEnoughPython(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

const QUESTION = `
import importlib.util, json, os, sys
print(json.dumps({
  "program": os.path.realpath(sys.executable),
  "version": ".".join(map(str, sys.version_info[:3])),
  "venv": all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")),
}))`;

async function askPython(): Promise<(Python & { venv: boolean }) | undefined> {
  const { execa } = await import("execa");
  const { stdout, failed } = await execa("python3", ["-c", QUESTION], { reject: false });
  return failed ? undefined : (JSON.parse(stdout) as Python & { venv: boolean });
}

async function installVenv(paths: LabPaths, say: (text: string) => void): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new LabFailure("python3 cannot make virtual environments: install the package python3-venv");
  }
  say("installing python3-venv");
  const log = join(paths.logs, "apt.log");
  await command("apt-get", ["update"], { what: "apt-get update", log });
  await command("apt-get", ["install", "--yes", "--no-install-recommends", "python3-venv"], {
    what: "installing python3-venv with apt-get",
    log,
    env: { DEBIAN_FRONTEND: "noninteractive" },
  });
}
