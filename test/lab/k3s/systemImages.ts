import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { command } from "../command";

/** Programs of the node's own pods, and the names their images have with k3s. */
const SYSTEM_IMAGES: Record<string, string> = {
  pause: "docker.io/rancher/mirrored-pause:3.6",
  coredns: "docker.io/rancher/mirrored-coredns-coredns:1.14.6",
  "metrics-server": "docker.io/rancher/mirrored-metrics-server:v0.9.0",
};

/** One entry of an image archive's manifest.json. */
interface ManifestEntry {
  Config: string;
  RepoTags: string[];
  Layers: string[];
}

/** Writes one archive with an image per program: nothing but the static program, as its entry point. */
export async function writeSystemImages(binaries: string, archive: string, log: string): Promise<void> {
  const folder = join(dirname(archive), "images");
  await mkdir(folder, { recursive: true });
  const manifest: ManifestEntry[] = [];
  for (const [program, name] of Object.entries(SYSTEM_IMAGES)) {
    manifest.push(await writeImage(program, name, binaries, folder, log));
  }
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await tar(archive, folder, ".", log);
  await rm(folder, { recursive: true });
}

async function writeImage(
  program: string,
  name: string,
  binaries: string,
  folder: string,
  log: string,
): Promise<ManifestEntry> {
  const layer = `${program}.tar`;
  await tar(join(folder, layer), binaries, program, log);
  const config = {
    architecture: "amd64",
    os: "linux",
    config: { Entrypoint: [`/${program}`], Env: ["PATH=/"] },
    rootfs: { type: "layers", diff_ids: [`sha256:${await sha256(join(folder, layer))}`] },
  };
  const file = `${program}.json`;
  await writeFile(join(folder, file), JSON.stringify(config));
  return { Config: file, RepoTags: [name], Layers: [layer] };
}

/** The same content gives the same bytes, so that an image's digest doesn't change without need. */
async function tar(archive: string, folder: string, name: string, log: string): Promise<void> {
  const stable = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  const args = ["--create", "--file", archive, ...stable, "--directory", folder, name];
  await command("tar", args, { what: "packing the images of the node's own pods", log });
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
