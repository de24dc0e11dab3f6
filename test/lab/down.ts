import { readdir, rm, rmdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { stopDaemon } from "./docker/daemon";
import { LabFailure } from "./failure";
import { exclusively } from "./lock";
import type { LabPaths } from "./paths";
import type { Steps } from "./steps";

/** What the lab makes below its folder; nothing else there is removed, should the folder not be its own. */
const PARTS = ["bin", "cache", "docker", "exec", "helm", "libexec", "log", "pulumi"];

export interface DownOptions {
  /** Removes images, volumes and tools as well. @default false */
  purge?: boolean;
}

/** Stops what the lab started; what was built stays for the next time, unless purged. */
export async function down(paths: LabPaths, steps: Steps, options: DownOptions): Promise<void> {
  if (!existsSync(paths.home)) return steps.say(`nothing to take down in ${paths.home}`);
  await exclusively(
    paths.home,
    (text) => steps.say(text),
    async () => {
      await steps.step("Docker daemon", () => stopDaemon(paths));
      if (options.purge) await steps.step(paths.home, () => purge(paths));
    },
  );
}

async function purge(paths: LabPaths): Promise<string> {
  for (const part of PARTS) await rm(join(paths.home, part), { recursive: true, force: true });
  const rest = await readdir(paths.home);
  if (rest.length > 0)
    throw new LabFailure(
      `${paths.home} holds what is not the lab's (${rest.join(", ")}): remove it yourself`,
    );
  await rmdir(paths.home);
  return "removed";
}
