import { type ChildProcess, execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Settings } from "../settings";

const execute = promisify(execFile);
/** A manifest can be large, in bytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/** Helm commands that run; they must not outlive the plugin, as Helm inside of the real one does not. */
const running = new Set<ChildProcess>();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

/** The helm command, on the provider's cluster. */
export class Helm {
  constructor(private readonly settings: Settings) {}

  /**
   * Runs helm and hands back its output; `values` go to it in a file that others cannot read. When the run is
   * interrupted, helm is asked to stop and left to tidy up.
   */
  run(
    args: string[],
    { values, cancelled }: { values?: unknown; cancelled?: AbortSignal } = {},
  ): Promise<string> {
    return inFolder(async (folder) => {
      const given =
        values === undefined ? [] : ["--values", privateFile(folder, "values.json", JSON.stringify(values))];
      return output([...args, ...given, ...this.access(folder)], cancelled);
    });
  }

  private access(folder: string): string[] {
    const { kubeconfig, context } = this.settings;
    const chosen = context === undefined ? [] : ["--kube-context", context];
    if (kubeconfig === undefined) return chosen;
    const file = existsSync(kubeconfig) ? kubeconfig : privateFile(folder, "kubeconfig", kubeconfig);
    return ["--kubeconfig", file, ...chosen];
  }
}

async function output(args: string[], cancelled?: AbortSignal): Promise<string> {
  const command = execute("helm", args, { maxBuffer: MAX_OUTPUT });
  const stop = (): void => void command.child.kill("SIGTERM");
  running.add(command.child);
  cancelled?.addEventListener("abort", stop);
  try {
    return (await command).stdout;
  } catch (error) {
    const { code, stderr, message } = error as Error & { stderr?: string; code?: unknown };
    if (code === "ENOENT") {
      throw new Error("helm is not on PATH: the stand-in installs releases with it", { cause: error });
    }
    const lines = (stderr ?? message).trim().split("\n");
    const said = lines.filter((line) => !line.startsWith("WARNING")).join("\n");
    throw new Error(said.replace(/^Error: /, ""), { cause: error });
  } finally {
    running.delete(command.child);
    cancelled?.removeEventListener("abort", stop);
  }
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "helm-release-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function privateFile(folder: string, name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content, { mode: 0o600 });
  return path;
}
