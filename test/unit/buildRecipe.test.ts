import assert from "node:assert/strict";
import { chmodSync, cpSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildRecipe } from "../../components/buildRecipe";

describe("the recipe of an image", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "recipe-"));
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n", { mode: 0o644 });
    writeFileSync(join(folder, ".dockerignore"), "ignored\n", { mode: 0o644 });
    writeFileSync(join(folder, "file"), "text", { mode: 0o644 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const recipe = (more: { context?: string; network?: string } = {}) =>
    buildRecipe({ context: folder, buildArgs: {}, network: "default", ...more });

  it("is the same where the provider sees no difference", () => {
    const before = recipe();
    utimesSync(join(folder, "file"), 1, 1);
    writeFileSync(join(folder, "ignored"), "text", { mode: 0o600 });
    assert.equal(recipe(), before);
  });

  it("is another one for other permissions, although the content tag is the same", () => {
    const before = recipe();
    chmodSync(join(folder, "file"), 0o664);
    assert.notEqual(recipe(), before);
  });

  it("is another one in another folder or network", () => {
    const copy = mkdtempSync(join(tmpdir(), "recipe-"));
    cpSync(folder, copy, { recursive: true });
    try {
      assert.notEqual(recipe({ context: copy }), recipe());
      assert.notEqual(recipe({ network: "host" }), recipe());
    } finally {
      rmSync(copy, { recursive: true });
    }
  });
});
