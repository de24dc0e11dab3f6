import * as pulumi from "@pulumi/pulumi";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { ContextFile } from "./contentTag";
import { ignoreRules } from "./dockerignore";

/** A build context as it lies on disk: its Dockerfile and the files that .dockerignore leaves in. */
export interface BuildContext {
  readonly files: readonly ContextFile[];
  readonly dockerfile: Uint8Array;
}

/** Reads a build context. Throws a RunError if the folder or its Dockerfile is missing or a file or an ignore rule cannot be read. */
export function readBuildContext(folder: string): BuildContext {
  if (!existsSync(folder) || !lstatSync(folder).isDirectory()) {
    throw new pulumi.RunError(
      `Build context ${folder} is not a folder: correct "context" in the stack's configuration.`,
    );
  }
  const dockerfile = join(folder, "Dockerfile");
  if (!existsSync(dockerfile)) {
    throw new pulumi.RunError(
      `Build context ${folder} has no Dockerfile: add ${dockerfile} or correct "context".`,
    );
  }
  const ignores = readIgnoreRules(folder);
  const paths = walk(folder).filter((path) => !ignores(path));
  return { files: paths.map((path) => readEntry(folder, path)), dockerfile: readFileSync(dockerfile) };
}

/** The rules of the Dockerfile's own ignore file, or else of the context's: Docker does not read both. */
function readIgnoreRules(folder: string): (path: string) => boolean {
  const files = ["Dockerfile.dockerignore", ".dockerignore"].map((name) => join(folder, name));
  const file = files.find((path) => existsSync(path));
  return file === undefined ? () => false : ignoreRules(readFileSync(file, "utf8"), file);
}

/** All files and links below a folder, as paths with forward slashes; folders themselves do not count. */
function walk(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? walk(folder, path) : [path];
  });
}

function readEntry(folder: string, path: string): ContextFile {
  const place = join(folder, path);
  const stat = lstatSync(place);
  if (stat.isSymbolicLink()) return { path, kind: "symlink", content: Buffer.from(readlinkSync(place)) };
  if (!stat.isFile()) {
    throw new pulumi.RunError(
      `${place} is neither a file nor a link: keep it out of the image with .dockerignore.`,
    );
  }
  // Only the owner's bit: it is the one that git keeps.
  return { path, kind: stat.mode & 0o100 ? "executable" : "file", content: readFileSync(place) };
}
