import { existsSync } from "node:fs";

/** Whether images can be pulled from the public registry: any answer of it counts. */
export async function registryIsReachable(): Promise<boolean> {
  try {
    await fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

/** Why the offline lab cannot run on this machine, or undefined if it can. */
export function labIsPossible(): string | undefined {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get"))
    return "needs Debian or a relative of it";
  if (process.getuid?.() !== 0) return "needs root";
  return undefined;
}
