import { mkdir } from "node:fs/promises";
import { installAws } from "./aws/install";
import { installCheckers } from "./checkers/install";
import { ownDockerPulls } from "./docker/choice";
import { CLIENT } from "./docker/client";
import { daemonRuns, startDaemon } from "./docker/daemon";
import type { LabParts } from "./environment";
import { LabFailure } from "./failure";
import { linkTool } from "./go-tool";
import { HELM, HELM_VERSION } from "./helm";
import { buildDebianImages, buildK3s } from "./images/all";
import { exclusively } from "./lock";
import { requireRoot } from "./machine";
import { installPackages } from "./packages";
import type { LabPaths } from "./paths";
import { installPulumi, installTool, usesRealProviders } from "./pulumi";
import { removeUnfinished } from "./recipe";
import type { Steps } from "./steps";

export interface UpOptions {
  /**
   * One part alone, without Docker and without root: "pulumi" is CLI, language host, plugins and the AWS API double,
   * "checkers" what examines a stack without running it.
   */
  only?: "pulumi" | "checkers";
}

/** Brings up what is missing and answers what there is. */
export async function up(paths: LabPaths, steps: Steps, options: UpOptions): Promise<LabParts> {
  await mkdir(paths.cache, { recursive: true }).catch((error: Error) => {
    throw new LabFailure(
      `the lab's folder can't be made (${error.message}): set BLOG_LAB_HOME to one that can`,
    );
  });
  const say = (text: string) => steps.say(text);
  return exclusively(paths.home, say, async () => {
    await removeUnfinished(paths.cache);
    const realProviders = usesRealProviders(process.env, paths);
    if (realProviders) say("Pulumi: yours, with the real providers (LAB_PROVIDERS=real)");
    const pulumi = async () => {
      await installAws(paths, steps);
      if (!realProviders) await installPulumi(paths, steps);
    };
    if (options.only === "checkers") {
      await installCheckers(paths, steps);
      return { docker: "none", realProviders };
    }
    if (options.only === "pulumi") {
      await pulumi();
      return { docker: "none", realProviders };
    }
    if (!(await daemonRuns(paths)) && (await ownDockerPulls(paths, say))) {
      say("Docker: yours, which pulls images; the lab starts none");
      await pulumi();
      if (!realProviders) await installTool(HELM, `Helm ${HELM_VERSION}`, paths, steps);
      return { docker: "yours", realProviders };
    }
    await startDocker(paths, steps);
    // Two lanes, for the machine may have two cores: Go programs, and images from Debian packages.
    await Promise.all([pulumi().then(() => goParts(paths, steps)), buildDebianImages(paths, steps)]);
    return { docker: "lab", realProviders };
  });
}

async function startDocker(paths: LabPaths, steps: Steps): Promise<void> {
  requireRoot("the lab's Docker daemon");
  await steps.step("Debian packages", (say) => installPackages(paths, say));
  await steps.step("Docker daemon", () => startDaemon(paths));
  await linkTool(paths, "docker", CLIENT);
}

async function goParts(paths: LabPaths, steps: Steps): Promise<void> {
  await installTool(HELM, `Helm ${HELM_VERSION}`, paths, steps);
  await buildK3s(paths, steps);
}
