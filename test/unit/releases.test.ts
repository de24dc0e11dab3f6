import assert from "node:assert/strict";
import { recorded, Release, releasesIn, revisionOf, running, schemaRangeOf } from "../../components/releases";

const A = release("backend", "a");
const B = release("backend", "b");
const C = release("backend", "c");
const PAGE = release("frontend", "a");

describe("the ledger of releases", () => {
  const table: [title: string, before: Release[], current: Release[], depth: number, after: Release[]][] = [
    ["begins with all images", [], [A, PAGE], 5, [A, PAGE]],
    ["puts a new image first", [A, PAGE], [B, PAGE], 5, [B, A, PAGE]],
    ["is the same after an update that brings nothing", [B, A, PAGE], [B, PAGE], 5, [B, A, PAGE]],
    ["holds a rollback as a release of its own", [B, A], [A], 5, [A, B, A]],
    ["knows images of two services apart", [A], [PAGE], 5, [PAGE, A]],
    ["forgets what is deeper than the depth", [B, A], [C], 2, [C, B]],
    ["counts each service by itself", [B, PAGE, A], [C, PAGE], 2, [C, B, PAGE]],
    ["keeps what runs at least", [A], [B], 1, [B]],
    ["is cut when the depth is lowered", [C, B, A, PAGE], [C, PAGE], 2, [C, B, PAGE]],
  ];
  for (const [title, before, current, depth, after] of table) {
    it(title, () => assert.deepEqual(recorded(before, current, depth), after));
  }

  it("keeps what it said of an image that still runs", () => {
    const now = { ...A, time: "2027-01-01T00:00:00.000Z", schema: { min: 3, max: 4 } };

    assert.deepEqual(recorded([A], [now], 5), [A]);
  });

  it("finds of each service what runs", () => {
    const releases = [PAGE, B, A];

    assert.equal(running(releases, "backend"), B);
    assert.equal(running(releases, "frontend"), PAGE);
    assert.equal(running(releases, "database"), undefined);
  });
});

describe("the number of a rollout", () => {
  const ledger = [{ ...A, revision: 7 }, PAGE, { ...B, revision: 6 }, { ...A, revision: 5 }];

  it("is that of what runs for the same image", () =>
    assert.equal(revisionOf(ledger, "backend", A.digest), 7));
  it("is the next one for another image", () => assert.equal(revisionOf(ledger, "backend", C.digest), 8));
  it("is the next one for an image that ran before", () =>
    assert.equal(revisionOf(ledger, "backend", B.digest), 8));
  it("is counted for each service by itself", () =>
    assert.equal(revisionOf(ledger, "frontend", B.digest), 2));
  it("begins with one", () => assert.equal(revisionOf(ledger, "database", A.digest), 1));
});

describe("releases in the stack's outputs", () => {
  const whole: Release = { ...A, commit: "0".repeat(40), schema: { min: 1, max: 2 } };
  const { tag, ...untagged } = A;

  it("are read as they were written, also without what is optional", () => {
    assert.notEqual(tag, undefined);
    assert.deepEqual(releasesIn([whole, untagged]), [whole, untagged]);
  });

  for (const output of [undefined, null, "backend", 7, {}, { 0: A }]) {
    it(`are none in ${JSON.stringify(output)}`, () => assert.deepEqual(releasesIn(output), []));
  }

  it("are read as they were written before rollouts were counted", () => {
    const { revision, ...uncounted } = A;
    assert.equal(revision, 1);
    assert.deepEqual(releasesIn([uncounted]), [{ ...A, revision: 0 }]);
  });

  it("are left out one by one where they are none", () => {
    const rubbish = [
      null,
      [],
      "a",
      { ...A, digest: undefined },
      { ...A, service: 1 },
      { ...A, time: {} },
      { ...A, schema: { min: "1", max: 2 } },
    ];

    assert.deepEqual(releasesIn([...rubbish, B, ...rubbish, A]), [B, A]);
  });
});

describe("the schema range of an image", () => {
  const labels = (min?: string, max?: string) => ({
    ...(min !== undefined && { "blog-stack.schema.min": min }),
    ...(max !== undefined && { "blog-stack.schema.max": max }),
  });
  const table: [Record<string, string>, ReturnType<typeof schemaRangeOf>][] = [
    [labels("1", "3"), { min: 1, max: 3 }],
    [labels("0", "0"), { min: 0, max: 0 }],
    [
      { ...labels("2", "2"), version: "1.0" },
      { min: 2, max: 2 },
    ],
    [{}, undefined],
    [labels("1"), undefined],
    [labels(undefined, "1"), undefined],
    [labels("", ""), undefined],
    [labels(" ", "3"), undefined],
    [labels("1.5", "3"), undefined],
    [labels("-1", "3"), undefined],
    [labels("1e2", "0x1F"), undefined],
    [labels("one", "3"), undefined],
    [labels("3", "1"), undefined],
  ];
  for (const [given, range] of table) {
    it(`is ${range ? `${range.min} to ${range.max}` : "unknown"} for ${JSON.stringify(given)}`, () => {
      assert.deepEqual(schemaRangeOf(given), range);
    });
  }
});

function release(service: string, letter: string): Release {
  return {
    service,
    tag: letter.repeat(12),
    digest: `sha256:${letter.repeat(64)}`,
    time: "2026-01-02T03:04:05.678Z",
    revision: 1,
  };
}
