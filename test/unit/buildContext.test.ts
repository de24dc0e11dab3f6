import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readBuildContext } from "../../components/buildContext";

describe("a build context", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "context-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (path: string, content = "") => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const paths = () =>
    readBuildContext(folder)
      .files.map((file) => file.path)
      .sort();

  it("is refused without its folder", () => {
    assert.throws(
      () => readBuildContext(join(folder, "absent")),
      /Build context .*absent is not a folder: correct/,
    );
  });

  it("is refused without a Dockerfile", () => {
    assert.throws(() => readBuildContext(folder), /has no Dockerfile: add .*Dockerfile/);
  });

  it("is refused with a pipe in it", () => {
    write("Dockerfile");
    execFileSync("mkfifo", [join(folder, "pipe")]);
    assert.throws(() => readBuildContext(folder), /pipe is neither a file nor a link/);
  });

  it("lists files of all depths and odd names", () => {
    for (const path of ["Dockerfile", "a b/ç.txt", ".hidden", "deep/er/file"]) write(path);
    assert.deepEqual(paths(), [".hidden", "Dockerfile", "a b/ç.txt", "deep/er/file"]);
  });

  it("leaves out what .dockerignore says, and takes back its exceptions", () => {
    for (const path of ["Dockerfile", "main.go", "main_test.go", "vendor/x.go", "notes.md"]) write(path);
    write(".dockerignore", "*\n!**/*.go\n**/*_test.go\n# a comment\n");
    assert.deepEqual(paths(), ["main.go", "vendor/x.go"]);
  });

  it("reads the Dockerfile's own ignore file in place of the context's", () => {
    for (const path of ["Dockerfile", "main.go", "notes.md"]) write(path);
    write(".dockerignore", "main.go\n");
    write("Dockerfile.dockerignore", "notes.md\n.dockerignore\n");
    assert.deepEqual(paths(), ["Dockerfile", "Dockerfile.dockerignore", "main.go"]);
  });

  it("reads ignore rules as Docker does", () => {
    for (const path of ["Dockerfile", "app/(auth)/page.tsx", "app/auth/page.tsx", "README.md"]) write(path);
    write(".dockerignore", "app/(auth)\n**.md\nDockerfile\n.dockerignore\n");
    assert.deepEqual(paths(), ["app/auth/page.tsx"]);
    write(".dockerignore", "a[\n");
    assert.throws(
      paths,
      /Line 1 of .*\.dockerignore, "a\[", opens a class of characters and never closes it/,
    );
  });

  it("tells files, executables and links apart", () => {
    write("Dockerfile");
    write("run", "true");
    write("others", "false");
    // Only the owner's bit counts: it is the one that git keeps.
    chmodSync(join(folder, "run"), 0o744);
    chmodSync(join(folder, "others"), 0o645);
    symlinkSync("run", join(folder, "link"));
    const kinds = readBuildContext(folder).files.map((file) => [
      file.path,
      file.kind,
      file.content.toString(),
    ]);
    assert.deepEqual(kinds.sort(), [
      ["Dockerfile", "file", ""],
      ["link", "symlink", "run"],
      ["others", "file", "false"],
      ["run", "executable", "true"],
    ]);
  });
});
