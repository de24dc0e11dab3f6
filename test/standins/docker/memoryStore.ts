import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Build } from "./build";
import { requireQualified } from "./reference";
import type { ImageRequest, ImageStore } from "./store";

/** What was pushed: digests by repository path and tag, and what lies under each digest. */
interface Registry {
  readonly images: Readonly<Record<string, string>>;
  readonly blobs: Readonly<Record<string, Blob>>;
}

interface Blob {
  readonly type: string;
  readonly text: string;
}

const TYPES = {
  manifest: "application/vnd.docker.distribution.manifest.v2+json",
  config: "application/vnd.docker.container.image.v1+json",
};

/**
 * Pretends to build and push: the image has the labels of its Dockerfile, and a digest that is derived from the
 * inputs of the build. What was "pushed" is kept in a JSON file when one is given, for a registry to serve it.
 */
export class MemoryStore implements ImageStore {
  constructor(private readonly registryFile: string | undefined) {}

  make({ name, build, contextDigest, push }: ImageRequest): Promise<string> {
    const config = blobOf(TYPES.config, configOf(build, contextDigest));
    const manifest = blobOf(TYPES.manifest, {
      schemaVersion: 2,
      mediaType: TYPES.manifest,
      config: { mediaType: TYPES.config, size: Buffer.byteLength(config.text), digest: digestOf(config) },
      layers: [],
    });
    if (!push) return Promise.resolve(digestOf(manifest));
    this.record(name, manifest, config);
    return Promise.resolve(`${requireQualified(name).repository}@${digestOf(manifest)}`);
  }

  private record(name: string, manifest: Blob, config: Blob): void {
    if (!this.registryFile) return;
    const { images, blobs } = existsSync(this.registryFile)
      ? (JSON.parse(readFileSync(this.registryFile, "utf8")) as Registry)
      : { images: {}, blobs: {} };
    const { domain, repository, tag } = requireQualified(name);
    const known: Registry = {
      images: { ...images, [`${repository.slice(domain.length + 1)}:${tag}`]: digestOf(manifest) },
      blobs: { ...blobs, [digestOf(manifest)]: manifest, [digestOf(config)]: config },
    };
    // In one piece: a registry may read it at this moment.
    const whole = `${this.registryFile}.${process.pid}`;
    writeFileSync(whole, `${JSON.stringify(known, undefined, 2)}\n`);
    renameSync(whole, this.registryFile);
  }
}

function configOf({ args, target, platform, dockerfile }: Build, contextDigest: string): object {
  const [os, architecture] = platform.split("/");
  const labels = [...readFileSync(dockerfile, "utf8").matchAll(/^LABEL\s+(.+)$/gm)].flatMap(([, line]) =>
    [...line.matchAll(/([\w.-]+)="?([^"\s]*)"?/g)].map(([, key, value]) => [key, value]),
  );
  return {
    architecture,
    os,
    created: "2026-01-02T03:04:05Z",
    config: { Labels: Object.fromEntries(labels) as Record<string, string> },
    rootfs: { type: "layers", diff_ids: [digestText(JSON.stringify([contextDigest, args, target]))] },
  };
}

const blobOf = (type: string, content: object): Blob => ({ type, text: JSON.stringify(content) });
const digestOf = ({ text }: Blob) => digestText(text);
const digestText = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
