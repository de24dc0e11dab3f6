import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";

/** Prefix of a build that has not ended; whatever bears it is never reused. */
const UNFINISHED = ".unfinished-";

/** Path for a build that has not ended: no other run's, for what a killed one started may still be writing. */
export const unfinished = (cache: string, name: string) => join(cache, `${UNFINISHED}${name}-${process.pid}`);

/** What decides the outcome of a build: source files, and values such as versions. */
export interface Recipe {
  /** Files and folders, taken with all they hold. */
  sources?: string[];
  values?: Record<string, string>;
}

/** 12 hexadecimal digits that change when anything in the recipe does. */
export async function recipeHash(recipe: Recipe): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(Object.entries(recipe.values ?? {}).sort()));
  for (const source of recipe.sources ?? []) {
    for (const file of await filesIn(source)) {
      hash.update(`\0${relative(source, file)}\0`).update(await readFile(file));
    }
  }
  return hash.digest("hex").slice(0, 12);
}

/**
 * Builds a folder once per recipe: into a temporary folder that takes its final name only when it is whole.
 * Folders of the same name with another recipe are removed.
 */
export async function buildOnce(
  cache: string,
  name: string,
  hash: string,
  build: (folder: string) => Promise<void>,
): Promise<{ folder: string; outcome: "built" | "reused" }> {
  const folder = join(cache, `${name}-${hash}`);
  if (existsSync(folder)) return { folder, outcome: "reused" };
  const growing = unfinished(cache, name);
  await rm(growing, { recursive: true, force: true });
  await mkdir(growing, { recursive: true });
  await build(growing);
  const outdated = new RegExp(`^${name}-[0-9a-f]{12}$`);
  for (const entry of await readdir(cache)) {
    if (outdated.test(entry)) await rm(join(cache, entry), { recursive: true, force: true });
  }
  await rename(growing, folder);
  return { folder, outcome: "built" };
}

/** Removes what builds left behind that were killed. */
export async function removeUnfinished(cache: string): Promise<void> {
  if (!existsSync(cache)) return;
  for (const entry of await readdir(cache)) {
    if (entry.startsWith(UNFINISHED)) await rm(join(cache, entry), { recursive: true, force: true });
  }
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOTDIR") return undefined;
      throw error;
    },
  );
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
