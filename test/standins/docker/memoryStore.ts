import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { requireQualified } from "./reference";
import type { ImageRequest, ImageStore } from "./store";

/** Digests by image name with tag. */
type Registry = Record<string, string>;

/**
 * Pretends to build and push: the digest is derived from the inputs of the build. What was "pushed" is kept
 * in a JSON file when one is given, so that a test can look at it.
 */
export class MemoryStore implements ImageStore {
  constructor(private readonly registryFile: string | undefined) {}

  make({ name, build, contextDigest, push }: ImageRequest): Promise<string> {
    const { args, target, platform } = build;
    const identity = JSON.stringify([contextDigest, args, target, platform]);
    const digest = `sha256:${createHash("sha256").update(identity).digest("hex")}`;
    if (!push) return Promise.resolve(digest);
    this.record(name, digest);
    return Promise.resolve(`${requireQualified(name).repository}@${digest}`);
  }

  private record(name: string, digest: string): void {
    if (!this.registryFile) return;
    const known = existsSync(this.registryFile)
      ? (JSON.parse(readFileSync(this.registryFile, "utf8")) as Registry)
      : {};
    writeFileSync(this.registryFile, `${JSON.stringify({ ...known, [name]: digest }, undefined, 2)}\n`);
  }
}
