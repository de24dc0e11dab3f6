import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { Failure } from "../../../../commands/failure";
import { findTargets, Places } from "../../../../commands/rollback/target";
import { isSentence } from "../../sentence";
import { digest, release, stackWith, tag } from "./deployed";

/** Backend a, then b; frontend c all the time. */
const STACK = stackWith(release("backend", "b", 2), release("backend", "a", 1), release("frontend", "c", 1));

const NOWHERE: Places = {
  has: () => Promise.resolve(false),
  tagAt: (_, commit) => {
    throw new RunError(`"${commit}" names no commit: correct it.`);
  },
  pinOf: () => undefined,
  isUnready: () => false,
};

describe("the target of a rollback", () => {
  const find = async (
    to: string,
    given: Partial<Places> = {},
    service?: "backend" | "frontend",
    stack = STACK,
  ) =>
    (await findTargets(to, service, stack, { ...NOWHERE, ...given })).map(
      (each) => `${each.service} ${each.reference}${each.release ? "" : " (never ran)"}`,
    );
  const refused = async (...args: Parameters<typeof find>): Promise<string> => {
    const error: unknown = await find(...args).then(
      () => assert.fail("it was found"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Failure, String(error));
    return isSentence(error.message);
  };

  it("is the service whose release has the tag", async () => {
    assert.deepEqual(await find(tag("a")), [`backend ${tag("a")}`]);
    assert.deepEqual(await find(tag("c")), [`frontend ${tag("c")}`]);
  });

  it("is a released digest, whole or its beginning, and is called by its tag", async () => {
    assert.deepEqual(await find(digest("a")), [`backend ${tag("a")}`]);
    assert.deepEqual(await find("sha256:aaaaaaa"), [`backend ${tag("a")}`]);
  });

  it("is an image that only the registry has", async () => {
    const has: Places["has"] = (service, reference) =>
      Promise.resolve(service === "frontend" && reference === tag("d"));
    assert.deepEqual(await find(tag("d"), { has }), [`frontend ${tag("d")} (never ran)`]);
  });

  it("is not looked for in the registry where a release has it", async () => {
    const has = () => Promise.reject(new Error("asked"));
    assert.deepEqual(await find(tag("a"), { has }), [`backend ${tag("a")}`]);
  });

  it("is what both services had at a commit, or the one that is named", async () => {
    const tagAt: Places["tagAt"] = (service) => tag(service === "backend" ? "a" : "e");
    assert.deepEqual(await find("HEAD~1", { tagAt }), [
      `backend ${tag("a")}`,
      `frontend ${tag("e")} (never ran)`,
    ]);
    assert.deepEqual(await find("HEAD~1", { tagAt }, "backend"), [`backend ${tag("a")}`]);
  });

  it("is a commit where twelve digits are no image", async () => {
    const tagAt: Places["tagAt"] = () => tag("a");
    assert.deepEqual(await find(tag("9"), { tagAt }, "backend"), [`backend ${tag("a")}`]);
  });

  it("is what ran before the last update, for the services that it changed", async () => {
    assert.deepEqual(await find("previous"), [`backend ${tag("a")}`]);
    const both = stackWith(
      ...["backend", "frontend"].flatMap((each) => [release(each, "b", 2), release(each, "a", 1)]),
    );
    assert.deepEqual(await find("previous", {}, undefined, both), [
      `backend ${tag("a")}`,
      `frontend ${tag("a")}`,
    ]);
  });

  describe("that is the previous release, once more", () => {
    const three = stackWith(
      ...[release("backend", "c", 3), release("backend", "b", 2), release("backend", "a", 1)],
      release("frontend", "f", 1),
    );
    const rows: [what: string, given: Partial<Places>, found: string][] = [
      ["goes on where the first command was interrupted", { pinOf: () => tag("b") }, "b"],
      ["goes on where it failed", { pinOf: () => tag("b"), isUnready: () => true }, "b"],
      ["stays where it came to its end, by tag", { pinOf: () => tag("c") }, "c"],
      ["stays where it came to its end, by digest", { pinOf: () => digest("c") }, "c"],
      ["is what came up last where an update failed", { isUnready: () => true }, "c"],
      [
        "is what came up last where another rollback failed",
        { pinOf: () => tag("9"), isUnready: () => true },
        "c",
      ],
    ];
    for (const [what, given, found] of rows) {
      it(what, async () =>
        assert.deepEqual(await find("previous", given, "backend", three), [`backend ${tag(found)}`]),
      );
    }

    it("is that of the service whose update failed, whichever came up last", async () => {
      const isUnready: Places["isUnready"] = (service) => service === "frontend";
      assert.deepEqual(await find("previous", { isUnready }, undefined, three), [`frontend ${tag("f")}`]);
    });
  });

  it("is refused where nothing ran before", async () => {
    assert.match(
      await refused("previous", {}, "frontend"),
      /nothing to roll frontend back to, .* stack test never ran/,
    );
  });

  it("is refused where both services have it", async () => {
    const said = await refused(tag("d"), { has: () => Promise.resolve(true) });
    assert.match(said, /" is an image of backend and frontend: say .* with --service/);
  });

  it("is refused where a beginning fits several digests", async () => {
    const alike = { digest: `sha256:${"a".repeat(63)}b` };
    const stack = stackWith(
      release("backend", "b", 2, alike),
      release("backend", "a", 1),
      release("frontend", "c", 1),
    );
    assert.match(
      await refused("sha256:aaaaaaa", {}, "backend", stack),
      /beginning of several digests of backend/,
    );
  });

  it("is refused where no release, registry or commit has it", async () => {
    for (const reference of [tag("9"), digest("9"), "sha256:999"]) {
      assert.match(
        await refused(reference),
        new RegExp(`^"${reference}" is no release of the stack test and not in `),
      );
    }
  });

  it("is refused as git says it where it can only be a commit", async () => {
    await assert.rejects(find("no-branch"), /"no-branch" names no commit/);
  });
});
