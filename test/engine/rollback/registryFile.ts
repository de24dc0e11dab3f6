import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { pushedIn } from "../../doubles/registry/fileRegistry";
import { Workspace } from "../workspace";

const MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
const CONFIG = "application/vnd.docker.container.image.v1+json";

/** Puts an image into the registry of a workspace as somebody else would push it. */
export function push(
  workspace: Workspace,
  service: string,
  tag: string,
  {
    architecture = "amd64",
    labels = {},
  }: { architecture?: string; labels?: Readonly<Record<string, string>> },
): void {
  const file = workspace.path("registry.json");
  const { images, blobs } = pushedIn(file);
  const config = JSON.stringify({
    architecture,
    os: "linux",
    config: { Labels: labels },
    rootfs: { diff_ids: [] },
  });
  const descriptor = { mediaType: CONFIG, size: config.length, digest: digestOf(config) };
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, config: descriptor, layers: [] });
  const pushed = {
    images: { ...images, [`blog/${service}:${tag}`]: digestOf(manifest) },
    blobs: {
      ...blobs,
      [digestOf(config)]: { type: CONFIG, text: config },
      [digestOf(manifest)]: { type: MANIFEST, text: manifest },
    },
  };
  writeFileSync(file, JSON.stringify(pushed));
}

const digestOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
