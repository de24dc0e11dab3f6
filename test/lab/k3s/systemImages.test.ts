import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { command } from "../command";
import { writeSystemImages } from "./systemImages";

describe("the images of the node's own pods", () => {
  let folder: string;
  const log = () => join(folder, "log");
  const member = (archive: string, name: string) =>
    command("tar", ["--extract", "--to-stdout", "--file", archive, `./${name}`], {
      what: "reading",
      log: log(),
    });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "system-images-"));
    for (const program of ["pause", "coredns", "metrics-server"])
      await writeFile(join(folder, program), program);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("have k3s's names, one layer each, and the program as entry point", async () => {
    const archive = join(folder, "images.tar");
    await writeSystemImages(folder, archive, log());

    const manifest = JSON.parse(await member(archive, "manifest.json")) as Record<string, string[]>[];
    assert.deepEqual(
      manifest.map((entry) => entry["RepoTags"]?.[0]?.split(":")[0]),
      ["pause", "coredns-coredns", "metrics-server"].map((name) => `docker.io/rancher/mirrored-${name}`),
    );
    const config = JSON.parse(await member(archive, "coredns.json")) as Record<
      string,
      Record<string, string[]>
    >;
    assert.deepEqual(config["config"]?.["Entrypoint"], ["/coredns"]);
    await command("tar", ["--extract", "--file", archive, "--directory", folder, "./coredns.tar"], {
      what: "reading",
      log: log(),
    });
    const layer = createHash("sha256").update(await readFile(join(folder, "coredns.tar")));
    assert.deepEqual(config["rootfs"]?.["diff_ids"], [`sha256:${layer.digest("hex")}`]);
  });

  it("are the same for the same programs, whenever they were built", async () => {
    const archives = [join(folder, "first/images.tar"), join(folder, "second/images.tar")];
    for (const [hour, archive] of archives.entries()) {
      await utimes(join(folder, "pause"), hour * 3600, hour * 3600);
      await writeSystemImages(folder, archive, log());
    }

    const [first, second] = await Promise.all(archives.map((archive) => member(archive, "pause.json")));
    assert.equal(first, second);
  });
});
