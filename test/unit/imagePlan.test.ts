import assert from "node:assert/strict";
import { History } from "../../components/history";
import { A, B, declared, planForEach, RAN_B, release } from "./imagePlanRig";

describe("the plan of all images", () => {
  const { registry, push, plan } = planForEach();

  const table: [
    title: string,
    facts: { there?: boolean; pinned?: boolean; history?: Partial<History> },
    kind: string,
    line: string,
  ][] = [
    ["builds what nobody has built", { history: { releases: [] } }, "new", `${A}: will build`],
    [
      "builds what replaces another one",
      { history: { releases: RAN_B, lastBuilt: declared(B) } },
      "new",
      `${B} → ${A}: will build`,
    ],
    [
      "builds again what was lost",
      { history: { releases: [release("backend", A, `sha256:${"a".repeat(64)}`)], lastBuilt: declared(A) } },
      "lost",
      `${A}: will build again, as it is gone from the registry`,
    ],
    ["takes what is there, the first time", { there: true }, "reference", `${A}: already in the registry`],
    [
      "takes what is there instead of another one",
      { there: true, history: { releases: RAN_B, lastBuilt: declared(B) } },
      "reference",
      `${B} → ${A}: already in the registry`,
    ],
    [
      "takes what it declared before and another one ran after",
      { there: true, history: { releases: RAN_B, lastBuilt: declared(A) } },
      "reference",
      `${B} → ${A}: already in the registry`,
    ],
    [
      "takes what is pinned",
      { there: true, pinned: true, history: { releases: RAN_B, lastBuilt: declared(B) } },
      "reference",
      `${B} → ${A}: pinned`,
    ],
    [
      "takes what is pinned although it was declared before",
      { there: true, pinned: true, history: { releases: RAN_B, lastBuilt: declared(A) } },
      "reference",
      `${B} → ${A}: pinned`,
    ],
  ];
  for (const [title, { there = false, pinned = false, history }, kind, line] of table) {
    it(`${title}: "backend ${line}"`, async () => {
      const digest = there ? push("backend", A) : undefined;

      const planned = await plan({ reference: A, pinned }, history);

      const { decision } = planned;
      assert.equal(decision.kind === "build" ? decision.because : decision.kind, kind);
      assert.equal(
        decision.kind === "reference" ? decision.digest : undefined,
        kind === "reference" ? digest : undefined,
      );
      assert.equal(planned.line, `backend ${line}`);
      assert.equal(planned.tag, A);
      assert.equal(planned.pinned, pinned);
    });
  }

  describe("for an image that the last update declared and that runs", () => {
    const image = { reference: A, recipe: "r", pinned: false };
    const declaredAs = (recipe: string, round = 2) => ({ backend: { tag: A, round, recipe } });
    const asBefore = () => `${registry().host}/blog/backend r`;

    it("declares it just as before", async () => {
      const releases = [release("backend", A, push("backend", A))];
      const planned = await plan(image, { releases, lastBuilt: declaredAs(asBefore()) });

      assert.deepEqual(planned.decision, { kind: "build", because: "unchanged" });
      assert.deepEqual(planned.build, { tag: A, round: 2, recipe: asBefore() });
      assert.equal(planned.line, `backend ${A}: unchanged`);
    });

    it("takes it where the provider would see a difference", async () => {
      const releases = [release("backend", A, push("backend", A))];
      for (const recipe of [`${registry().host}/blog/backend other`, "elsewhere.test/blog/backend r"]) {
        const { decision, build, line } = await plan(image, { releases, lastBuilt: declaredAs(recipe) });

        assert.equal(decision.kind, "reference");
        assert.equal(build, undefined);
        assert.equal(line, `backend ${A}: unchanged`);
      }
    });

    it("takes what the registry has in place of what runs", async () => {
      const digest = push("backend", A);
      const releases = [release("backend", A, `sha256:${"0".repeat(64)}`)];
      const { decision } = await plan(image, { releases, lastBuilt: declaredAs(asBefore()) });

      assert.deepEqual(decision, { kind: "reference", digest });
    });

    it("counts up where it is lost, and begins anew with other sources", async () => {
      const releases = [release("backend", A, `sha256:${"0".repeat(64)}`)];
      const lastBuilt = declaredAs(asBefore());

      assert.equal((await plan(image, { releases, lastBuilt })).build?.round, 3);
      assert.equal((await plan({ ...image, reference: B }, { releases, lastBuilt })).build?.round, 0);
    });
  });

  it("knows the tag of a pinned digest that ran before", async () => {
    const digest = push("backend", A);
    const history = { releases: [...RAN_B, release("backend", A, digest)] };

    const planned = await plan({ reference: digest, pinned: true }, history);

    assert.equal(planned.tag, A);
    assert.equal(planned.line, `backend ${B} → ${digest.slice(0, 19)}: pinned`);
    assert.deepEqual(planned.decision, { kind: "reference", digest });
  });

  it("knows no tag of a pinned digest that the stack never ran", async () => {
    const digest = push("backend", A);

    assert.equal((await plan({ reference: digest, pinned: true }, { releases: RAN_B })).tag, undefined);
  });

  it("lets run what runs where sources are missing", async () => {
    const digest = push("backend", A);
    const image = { pinned: false, missing: "blog:backend.context is missing: correct it." };

    const planned = await plan(image, { releases: [release("backend", A, digest)] });

    assert.deepEqual(planned.decision, { kind: "reference", digest });
    assert.equal(planned.tag, A);
    assert.equal(planned.line, `backend ${digest.slice(0, 19)}: unchanged`);
  });
});
