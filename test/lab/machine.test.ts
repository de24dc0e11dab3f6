import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reasonOf } from "./command";
import { isDebianLike, isNewEnoughGo, requireSpace } from "./machine";
import { labPaths } from "./paths";
import { usesRealProviders } from "./pulumi";

describe("the machine of a lab", () => {
  it("is Debian or a relative", () => {
    assert.equal(isDebianLike("NAME=x\nID=debian\n"), true);
    assert.equal(isDebianLike('ID=linuxmint\nID_LIKE="ubuntu debian"\n'), true);
    assert.equal(isDebianLike("ID=alpine\nHOME_URL=https://debian.example\n"), false);
  });

  it("has Go 1.21 or newer", () => {
    const versions = ["go1.21.0", "go1.26.8", "go2.0", "go1.20.14", "go1.9", "devel"];

    assert.deepEqual(versions.map(isNewEnoughGo), [true, true, true, false, false, false]);
  });

  it("has room on its disk", async () => {
    await requireSpace(tmpdir(), 0);
    await assert.rejects(requireSpace(tmpdir(), 1e9), /needs 1000000000 GiB free, it has [\d.]+: free some/);
  });

  it("gives its own Pulumi only where that is asked for, and not the lab's", async () => {
    const home = await mkdtemp(join(tmpdir(), "lab-"));
    await mkdir(join(home, "bin"));
    await writeFile(join(home, "bin/pulumi"), "");
    const real = { LAB_PROVIDERS: "real", PATH: `/nowhere:${join(home, "bin")}` };
    const elsewhere = labPaths({ BLOG_LAB_HOME: "/lab" });

    assert.equal(usesRealProviders(real, elsewhere), true);
    assert.equal(usesRealProviders({ PATH: real.PATH }, elsewhere), false);
    assert.equal(usesRealProviders(real, labPaths({ BLOG_LAB_HOME: home })), false);
    await rm(home, { recursive: true });
  });
});

describe("the lab's folder", () => {
  it("is the one of BLOG_LAB_HOME", () => assert.equal(labPaths({ BLOG_LAB_HOME: "/lab" }).home, "/lab"));

  it("must be short enough for the sockets in it", () => {
    assert.throws(() => labPaths({ BLOG_LAB_HOME: `/${"x".repeat(80)}` }), /BLOG_LAB_HOME is too long/);
  });
});

describe("the reason of a failure", () => {
  it("is the last line that tells of an error", () => {
    assert.equal(reasonOf("started\nE: Unable to locate package x\nbye\n"), "E: Unable to locate package x");
  });

  it("is the full disk, whatever else went wrong after it", () => {
    assert.equal(reasonOf("write /x: No space left on device\nerror: build failed"), "the disk is full");
  });

  it("is short", () => assert.equal(reasonOf(`error ${"x".repeat(500)}`).length, 200));
});
