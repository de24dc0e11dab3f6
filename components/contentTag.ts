import { createHash } from "node:crypto";

/** The one platform that every image is built for, whatever machine builds it. */
export const PLATFORM = "linux/amd64";

/** A file as it stands in a build context. */
export interface ContextFile {
  /** Path below the context, with forward slashes. */
  readonly path: string;
  readonly kind: "file" | "executable" | "symlink";
  /** The file's bytes; for a symbolic link, the path it points to. */
  readonly content: Uint8Array;
}

/** Everything that decides what an image contains. */
export interface ImageSource {
  /** The files that .dockerignore leaves in, in any order. */
  readonly files: readonly ContextFile[];
  readonly dockerfile: Uint8Array;
  readonly buildArgs: Readonly<Record<string, string>>;
  /** Stage of the Dockerfile; absent means the last one. */
  readonly target?: string;
}

/**
 * The tag of an image: twelve hexadecimal digits that depend on its source alone.
 *
 * Owner, time stamps, folders without files and the machine play no part, so a working tree and the git tree
 * it came from give the same tag. The leading number changes when the rules do.
 */
export function contentTag(source: ImageSource): string {
  const files = source.files
    .map((file) => [file.path, file.kind, digest(file.content)])
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const buildArgs = Object.entries(source.buildArgs).sort(([a], [b]) => (a < b ? -1 : 1));
  const facts = [1, PLATFORM, source.target ?? "", digest(source.dockerfile), buildArgs, files];
  return digest(Buffer.from(JSON.stringify(facts))).slice(0, 12);
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
