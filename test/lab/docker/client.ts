import { request } from "node:http";
import { command, type CommandOptions } from "../command";
import type { LabPaths } from "../paths";

/** Debian's client: it speaks BuildKit by itself, newer ones want a plugin that no package registry has. */
export const CLIENT = "/usr/bin/docker";

/** Runs a docker command against the lab's daemon. */
export function docker(paths: LabPaths, args: string[], options: CommandOptions): Promise<string> {
  const env = { DOCKER_HOST: `unix://${paths.docker.socket}`, DOCKER_BUILDKIT: "1", ...options.env };
  return command(CLIENT, args, { ...options, env });
}

/** True when a daemon answers on the socket. */
export function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: "/_ping", timeout: 2000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on("error", () => resolve(false));
    ping.on("timeout", () => ping.destroy());
    ping.end();
  });
}
