import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { contextDigest } from "../../../standins/docker/context";
import { packContext } from "../../../standins/docker/tar";

describe("a build context", () => {
  let folder: string;
  const digest = (): string => contextDigest(folder, join(folder, "Dockerfile"));
  const write = (path: string, content: string): void => writeFileSync(join(folder, path), content);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "context-"));
    mkdirSync(join(folder, "src"));
    write("Dockerfile", "FROM scratch");
    write("src/main.go", "package main");
    write("notes.md", "x");
    write(".dockerignore", "*.md\n");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const changes: [string, () => void][] = [
    ["a file", () => write("src/main.go", "package other")],
    ["a new file", () => write("src/new.go", "")],
    ["a mode", () => chmodSync(join(folder, "src/main.go"), 0o755)],
    ["the Dockerfile", () => write("Dockerfile", "FROM busybox")],
    ["the ignore file", () => write(".dockerignore", "")],
  ];
  for (const [what, change] of changes) {
    it(`has another digest after a change of ${what}`, () => {
      const before = digest();
      change();
      assert.notEqual(digest(), before);
    });
  }

  it("has the same digest after a change of what is ignored", () => {
    const before = digest();
    write("notes.md", "y");
    assert.equal(digest(), before);
  });

  it("refuses links that lead nowhere", () => {
    symlinkSync("nowhere", join(folder, "link"));
    assert.throws(digest, /could not evaluate symlink at .*link/);
  });

  it("goes to the daemon as a tar archive without what is ignored, long names included", async () => {
    const long = `${"very-long-folder-name/".repeat(6)}file.txt`;
    mkdirSync(join(folder, long, ".."), { recursive: true });
    write(long, "content");
    symlinkSync("main.go", join(folder, "src/link"));
    const archive = await buffer(packContext(folder, join(folder, "Dockerfile"), ["Dockerfile"]));
    const files = execFileSync("tar", ["-t"], { input: archive, encoding: "utf8" }).trim().split("\n");
    assert.deepEqual(
      files.filter((path) => !path.endsWith("/")).sort(),
      [".dockerignore", "Dockerfile", "src/link", "src/main.go", long].sort(),
    );
    const content = execFileSync("tar", ["-xO", long], { input: archive, encoding: "utf8" });
    assert.equal(content, "content");
  });
});
