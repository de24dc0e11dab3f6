import assert from "node:assert/strict";
import { decideImage, ImageFacts, PlannedImage, planLine } from "../../components/imageDecision";

const A = "3f2a9c1d04be";
const B = "91bc07e6a2f1";
const DIGEST = `sha256:${"0f".repeat(32)}`;

const facts: ImageFacts = {
  service: "backend",
  repository: "registry.example.com/blog/backend",
  pinned: false,
  wanted: A,
  digest: DIGEST,
  lastBuilt: undefined,
  asBuilt: true,
  newestTags: [],
};
const reference = { kind: "reference", digest: DIGEST } as const;
const build = (because: "new" | "unchanged" | "lost") => ({ kind: "build", because }) as const;

describe("an image, by what is known about it", () => {
  const table: [situation: string, change: Partial<ImageFacts>, decision: ReturnType<typeof decideImage>][] =
    [
      ["pinned and there", { pinned: true }, reference],
      ["pinned, there and last built", { pinned: true, lastBuilt: A }, reference],
      ["pinned and there, another one last built", { pinned: true, lastBuilt: B }, reference],
      ["pinned to a digest", { pinned: true, wanted: DIGEST }, reference],
      ["not there, none last built", { digest: undefined }, build("new")],
      ["not there, another one last built", { digest: undefined, lastBuilt: B }, build("new")],
      ["not there, although last built", { digest: undefined, lastBuilt: A }, build("lost")],
      ["there and last built", { lastBuilt: A }, build("unchanged")],
      [
        "there and last built, but not the same or not in the same way",
        { lastBuilt: A, asBuilt: false },
        reference,
      ],
      ["there, another one last built", { lastBuilt: B }, reference],
      ["there, none last built", {}, reference],
    ];
  for (const [situation, change, decision] of table) {
    it(`${situation}: ${decision.kind === "build" ? `declared, ${decision.because}` : "referenced"}`, () => {
      assert.deepEqual(decideImage({ ...facts, ...change }), decision);
    });
  }

  const lost = { ...facts, pinned: true, digest: undefined };
  it("stops at a pin that leads nowhere, and names what there is", () => {
    for (const lastBuilt of [undefined, A, B]) {
      assert.throws(() => decideImage({ ...lost, lastBuilt, newestTags: [B, "000000000000"] }), {
        message:
          "backend is pinned to 3f2a9c1d04be, which is not in registry.example.com/blog/backend: " +
          "pin one of the newest there, 91bc07e6a2f1, 000000000000, or remove the pin.",
      });
    }
  });

  it("stops at a pin into an empty repository", () => {
    assert.throws(() => decideImage({ ...lost, wanted: DIGEST }), {
      message:
        `backend is pinned to ${DIGEST}, which is not in registry.example.com/blog/backend: ` +
        "remove the pin, as there is no other one to pin.",
    });
  });
});

describe("the line that announces an image", () => {
  const planned: PlannedImage = {
    service: "backend",
    before: A,
    wanted: B,
    pinned: false,
    decision: build("new"),
  };
  const table: [Partial<PlannedImage>, string][] = [
    [{}, "backend 3f2a9c1d04be → 91bc07e6a2f1: will build"],
    [{ before: undefined }, "backend 91bc07e6a2f1: will build"],
    [{ decision: reference }, "backend 3f2a9c1d04be → 91bc07e6a2f1: already in the registry"],
    [{ decision: reference, before: undefined }, "backend 91bc07e6a2f1: already in the registry"],
    // A rollback has just ended: the image before the pin is the one that was last built.
    [{ decision: build("unchanged") }, "backend 3f2a9c1d04be → 91bc07e6a2f1: already in the registry"],
    [{ decision: reference, pinned: true }, "backend 3f2a9c1d04be → 91bc07e6a2f1: pinned"],
    [{ decision: reference, pinned: true, before: B }, "backend 91bc07e6a2f1: pinned"],
    [{ decision: build("unchanged"), before: B }, "backend 91bc07e6a2f1: unchanged"],
    [{ decision: reference, before: B }, "backend 91bc07e6a2f1: unchanged"],
    [
      { decision: build("lost"), before: B },
      "backend 91bc07e6a2f1: will build again, as it is gone from the registry",
    ],
    [
      { decision: reference, pinned: true, wanted: DIGEST },
      "backend 3f2a9c1d04be → sha256:0f0f0f0f0f0f: pinned",
    ],
    [{ before: DIGEST }, "backend sha256:0f0f0f0f0f0f → 91bc07e6a2f1: will build"],
  ];
  for (const [change, line] of table) {
    it(`reads "${line}"${change.decision ? ` for an image to ${change.decision.kind}` : ""}`, () => {
      assert.equal(planLine({ ...planned, ...change }), line);
    });
  }
});
