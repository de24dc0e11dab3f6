import { existsSync } from "node:fs";
import { readdir, rmdir } from "node:fs/promises";
import { join } from "node:path";

/** Parent of all control groups of the lab's containers and builds. */
export const CGROUP_PARENT = "/blog-lab";
const ROOT = "/sys/fs/cgroup";

/** Removes the lab's control groups, in every hierarchy of version 1 and in version 2. */
export async function removeCgroups(): Promise<void> {
  const hierarchies = [ROOT, ...(await readdir(ROOT)).map((name) => join(ROOT, name))];
  for (const hierarchy of hierarchies) {
    const parent = join(hierarchy, CGROUP_PARENT);
    if (existsSync(parent)) await removeTree(parent);
  }
}

/** Innermost first: a group with groups in it can't be removed, and its files are not files to delete. */
async function removeTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  }
  await rmdir(folder);
}
