import { existsSync } from "node:fs";
import type { LabPaths } from "../paths";

/** Small, and needed anyway: what can pull it can pull the rest. */
const PROBE = "registry:3.1.2";
const PULL_SECONDS = 90;

/** True when the machine's own Docker daemon answers and has pulled before. */
export async function ownDockerPulled(paths: LabPaths): Promise<boolean> {
  return (await ownDockerAnswers(paths)) && docker(10, "image", "inspect", "--format", "{{.Id}}", PROBE);
}

/** True when the machine's own Docker daemon answers and can pull images: the real thing, which needs no stand-in. */
export async function ownDockerPulls(paths: LabPaths, say: (text: string) => void): Promise<boolean> {
  if (!(await ownDockerAnswers(paths))) return false;
  if (await ownDockerPulled(paths)) return true;
  say(`Docker answers: pulling ${PROBE} to see whether it reaches a registry`);
  return docker(PULL_SECONDS, "pull", "--quiet", PROBE);
}

/** The lab's own daemon does not count, though a run inside a run finds it in DOCKER_HOST. */
async function ownDockerAnswers(paths: LabPaths): Promise<boolean> {
  const host = process.env["DOCKER_HOST"];
  if (host === `unix://${paths.docker.socket}`) return false;
  if (!host && !existsSync("/var/run/docker.sock")) return false;
  return docker(10, "version", "--format", "{{.Server.Version}}");
}

async function docker(seconds: number, ...args: string[]): Promise<boolean> {
  const { execa } = await import("execa");
  return !(await execa("docker", args, { reject: false, timeout: seconds * 1000 })).failed;
}
