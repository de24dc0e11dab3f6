import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Whether a state is locked by a process that is gone: Pulumi itself would refuse every further update. */
export function hasStaleLock(state: string): boolean {
  return globSync(join(state, ".pulumi/locks/**/*.json")).some((lock) => {
    const owner = ownerOf(lock);
    return owner === undefined || !isAlive(owner);
  });
}

/** Process that holds a lock; undefined where a kill cut the file short. */
function ownerOf(lock: string): number | undefined {
  try {
    return (JSON.parse(readFileSync(lock, "utf8")) as { pid?: number }).pid;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  if (process.platform === "linux") return existsSync(`/proc/${pid}`);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
