import * as pulumi from "@pulumi/pulumi";
import { PLATFORM } from "./contentTag";

/** Refuses an image that the nodes cannot run. `name` is its whole name, `platform` what its registry says of it. */
export function requirePlatform(name: string, platform: string): void {
  if (platform === PLATFORM) return;
  throw new pulumi.RunError(
    `Image ${name} is for ${platform} and the nodes are ${PLATFORM}: choose another one, or build its sources anew with this project.`,
  );
}
