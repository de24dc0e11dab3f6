import { mkdir } from "node:fs/promises";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { LabParts } from "./environment";
import { exclusively } from "./lock";
import type { LabPaths } from "./paths";
import { installPulumi } from "./pulumi";
import { removeUnfinished } from "./recipe";
import type { Steps } from "./steps";

export interface UpOptions {
  /** "pulumi": CLI, language host and plugins alone, without Docker and without root. */
  only?: "pulumi";
}

/** Brings up what is missing and answers what there is. */
export async function up(paths: LabPaths, steps: Steps, options: UpOptions): Promise<LabParts> {
  await mkdir(paths.home, { recursive: true });
  return exclusively(
    paths.home,
    (text) => steps.say(text),
    async () => {
      await removeUnfinished(paths.cache);
      const realProviders = usesRealProviders(process.env);
      if (realProviders) steps.say("Pulumi: yours, with the real providers (LAB_PROVIDERS=real)");
      else await installPulumi(paths, steps);
      if (options.only === "pulumi") return { docker: "none", realProviders };
      return { docker: "none", realProviders };
    },
  );
}

/** True when the machine has a Pulumi CLI and the caller asks for the real provider plugins. */
export function usesRealProviders(env: NodeJS.ProcessEnv): boolean {
  if (env["LAB_PROVIDERS"] !== "real") return false;
  return (env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, "pulumi")));
}
