import { existsSync } from "node:fs";
import type { LabPaths } from "../paths";

/** Small, and needed anyway: what can pull it can pull the rest. */
const PROBE = "registry:3.1.2";
const PULL_SECONDS = 90;

/** True when the machine's own Docker daemon answers and can pull images: the real thing, which needs no stand-in. */
export async function ownDockerPulls(paths: LabPaths, say: (text: string) => void): Promise<boolean> {
  const host = process.env["DOCKER_HOST"];
  if (host === `unix://${paths.docker.socket}`) return false;
  if (!host && !existsSync("/var/run/docker.sock")) return false;
  if (!(await docker(10, "version", "--format", "{{.Server.Version}}"))) return false;
  if (await docker(10, "image", "inspect", "--format", "{{.Id}}", PROBE)) return true;
  say(
    `Docker answers at ${host ?? "its default socket"}: pulling ${PROBE} to see whether it reaches a registry`,
  );
  return docker(PULL_SECONDS, "pull", "--quiet", PROBE);
}

async function docker(seconds: number, ...args: string[]): Promise<boolean> {
  const { execa } = await import("execa");
  return !(await execa("docker", args, { reject: false, timeout: seconds * 1000 })).failed;
}
