import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ownDockerPulled } from "./docker/choice";
import { docker } from "./docker/client";
import { daemonRuns } from "./docker/daemon";
import type { LabParts } from "./environment";
import { LabFailure } from "./failure";
import { STAND_IN } from "./images/image";
import type { LabPaths } from "./paths";
import { usesRealProviders } from "./pulumi";

/** What is there now, without bringing up anything; refuses where `up` was never run. */
export async function currentParts(paths: LabPaths): Promise<LabParts> {
  const realProviders = usesRealProviders(process.env, paths);
  if (await daemonRuns(paths)) return { docker: "lab", realProviders };
  if (await ownDockerPulled(paths)) return { docker: "yours", realProviders };
  if (realProviders || existsSync(join(paths.bin, "pulumi"))) return { docker: "none", realProviders };
  throw new LabFailure(`the lab is not up in ${paths.home}: run \`npm run lab -- up\` first`);
}

/** A few lines on what the lab consists of. */
export async function status(paths: LabPaths): Promise<string[]> {
  const tools = existsSync(paths.bin)
    ? (await readdir(paths.bin)).filter((name) => !name.startsWith("."))
    : [];
  const running = await daemonRuns(paths);
  return [
    `folder: ${paths.home}`,
    `docker: ${running ? "lab" : (await ownDockerPulled(paths)) ? "yours" : "none"}`,
    `tools: ${tools.join(" ") || "none"}`,
    ...(running ? await images(paths) : []),
  ];
}

async function images(paths: LabPaths): Promise<string[]> {
  const format = `{{.Repository}}:{{.Tag}} {{.Size}}`;
  const options = { what: "listing the lab's images", log: join(paths.logs, "images.log") };
  const list = await docker(paths, ["images", "--filter", `label=${STAND_IN}`, "--format", format], options);
  return list
    .split("\n")
    .filter(Boolean)
    .sort()
    .map((line) => `image: ${line}`);
}
