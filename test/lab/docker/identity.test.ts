import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { remembered, startIn } from "./identity";

describe("a remembered process", () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), "lab-"))));
  afterEach(() => rm(folder, { recursive: true }));

  it("is found while it runs", async () => {
    await writeFile(join(folder, "id"), await readFile(`/proc/${process.pid}/stat`, "utf8"));

    assert.equal(await remembered(join(folder, "id")), process.pid);
  });

  it("is not mistaken for a later process with its id", async () => {
    const stat = await readFile(`/proc/${process.pid}/stat`, "utf8");
    await writeFile(join(folder, "id"), stat.replace(` ${startIn(stat)} `, " 1 "));

    assert.equal(await remembered(join(folder, "id")), undefined);
  });

  it("is unknown without a file, or with one that holds no process", async () => {
    await writeFile(join(folder, "id"), "");

    assert.equal(await remembered(join(folder, "id")), undefined);
    assert.equal(await remembered(join(folder, "none")), undefined);
  });
});

describe("the start time of a process", () => {
  const fields = (state: string) =>
    `7 (a (b) c) ${state} ${Array.from({ length: 40 }, (_, i) => i + 4).join(" ")}`;

  it("is field 22, whatever the process is called", () => assert.equal(startIn(fields("S")), "22"));

  it("is none for a zombie", () => assert.equal(startIn(fields("Z")), undefined));
});
