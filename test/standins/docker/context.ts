import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats } from "node:fs";
import { join } from "node:path";
import { type Ignore, readIgnore } from "./ignore";

export interface ContextFile {
  /** Relative to the context, with `/`. */
  readonly path: string;
  readonly stats: Stats;
}

/** Folders, files and links of the context that are not ignored, sorted by path. */
export function listContext(context: string, ignored: Ignore, keep: string[] = []): ContextFile[] {
  const walk = (folder: string): ContextFile[] =>
    readdirSync(join(context, folder))
      .sort()
      .map((name) => (folder === "" ? name : `${folder}/${name}`))
      .flatMap((path) => {
        const stats = lstatSync(join(context, path));
        const below = stats.isDirectory() ? walk(path) : [];
        // An ignored folder still has to be there when a `!` line brings back something in it.
        const wanted = !ignored(path) || keep.includes(path) || below.length > 0;
        return wanted ? [{ path, stats }, ...below] : [];
      });
  return walk("");
}

/**
 * A hash that changes with every file of the context that can reach the build: its path, mode and bytes.
 * The Dockerfile always counts, wherever it lies.
 */
export function contextDigest(context: string, dockerfile: string): string {
  const digest = createHash("sha256");
  const add = (path: string, mode: string, content: string | Buffer): void => {
    const hash = createHash("sha256").update(content).digest();
    digest.update(path).update(mode).update(hash).update("\0");
  };
  add("Dockerfile", "0", readFileSync(dockerfile));
  for (const { path, stats } of listContext(context, readIgnore(context, dockerfile))) {
    if (stats.isDirectory()) continue;
    add(path, stats.mode.toString(8), contentOf(join(context, path), stats));
  }
  return digest.digest("hex");
}

function contentOf(path: string, stats: Stats): string | Buffer {
  if (stats.isFile()) return readFileSync(path);
  if (!stats.isSymbolicLink()) return "";
  try {
    return realpathSync(path);
  } catch (error) {
    throw new Error(`could not evaluate symlink at ${path}: ${(error as Error).message}`, { cause: error });
  }
}
