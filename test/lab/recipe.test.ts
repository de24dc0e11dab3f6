import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOnce, recipeHash, removeUnfinished } from "./recipe";

describe("a part of the lab", () => {
  let cache: string;
  let builds = 0;
  const write = async (folder: string) => {
    builds += 1;
    await writeFile(join(folder, "part"), "");
  };
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), "lab-"));
    builds = 0;
  });
  afterEach(() => rm(cache, { recursive: true }));

  it("is built once per recipe", async () => {
    const outcomes = [];
    for (const hash of ["aaaaaaaaaaaa", "aaaaaaaaaaaa"]) {
      outcomes.push((await buildOnce(cache, "tool", hash, write)).outcome);
    }

    assert.deepEqual(outcomes, ["built", "reused"]);
    assert.equal(builds, 1);
  });

  it("replaces the one of an older recipe, and no part whose name begins alike", async () => {
    await buildOnce(cache, "tool", "aaaaaaaaaaaa", write);
    await buildOnce(cache, "tool-two", "aaaaaaaaaaaa", write);
    await buildOnce(cache, "tool", "bbbbbbbbbbbb", write);

    assert.deepEqual((await readdir(cache)).sort(), ["tool-bbbbbbbbbbbb", "tool-two-aaaaaaaaaaaa"]);
  });

  it("leaves nothing that would be reused when its build fails", async () => {
    const failing = async (folder: string) => {
      await write(folder);
      throw new Error("disk full");
    };
    await assert.rejects(buildOnce(cache, "tool", "aaaaaaaaaaaa", failing), /disk full/);
    assert.equal(existsSync(join(cache, "tool-aaaaaaaaaaaa")), false);

    await removeUnfinished(cache);

    assert.deepEqual(await readdir(cache), []);
  });
});

describe("a recipe's hash", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lab-"));
    await mkdir(join(folder, "sub"));
    await writeFile(join(folder, "sub/file"), "one");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("does not depend on the order of values", async () => {
    assert.equal(
      await recipeHash({ values: { a: "1", b: "2" } }),
      await recipeHash({ values: { b: "2", a: "1" } }),
    );
  });

  it("changes with a value, with a file's content and with a file's name", async () => {
    const hashes = [
      await recipeHash({ sources: [folder] }),
      await recipeHash({ sources: [folder], values: { a: "1" } }),
    ];
    await writeFile(join(folder, "sub/file"), "two");
    hashes.push(await recipeHash({ sources: [folder] }));
    await rm(join(folder, "sub/file"));
    await writeFile(join(folder, "sub/file2"), "two");
    hashes.push(await recipeHash({ sources: [folder] }));

    assert.equal(new Set(hashes).size, 4);
  });
});
