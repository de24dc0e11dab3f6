import assert from "node:assert/strict";
import { mock } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { History } from "../../components/history";
import { ImagePlan, planImages } from "../../components/imagePlan";
import { forEachImage, ImageName, Site } from "../../components/platform/platform";
import { Release } from "../../components/releases";
import { WantedImage } from "../../components/wantedImages";
import { FakeRegistry } from "./registry/fakeRegistry";
import { putImage } from "./registry/images";
import { isSentence } from "./sentence";

const A = "3f2a9c1d04be";
const B = "91bc07e6a2f1";

describe("the plan of all images", () => {
  let registry: FakeRegistry;
  beforeEach(async () => {
    registry = new FakeRegistry();
    await registry.start();
    for (const way of ["log", "warn"] as const) mock.method(console, way, () => undefined);
  });
  afterEach(async () => {
    mock.restoreAll();
    await registry.stop();
  });

  /** What an update plans for the backend; of the others B runs, and is there. */
  async function plan(image: WantedImage, history: Partial<History> = {}): Promise<ImagePlan> {
    for (const service of ["frontend", "database"]) push(service, B);
    const wanted = { ...forEachImage<WantedImage>(() => ({ reference: B, pinned: false })), backend: image };
    return (await planImages(wanted, site(registry), { time: "", releases: [], lastBuilt: {}, ...history }))
      .backend;
  }
  /** All run B, which the last update declared. */
  function allDeclared() {
    const wanted = forEachImage<WantedImage>(() => ({ reference: B, recipe: "r", pinned: false }));
    const lastBuilt = forEachImage((service) => ({
      tag: B,
      round: 0,
      recipe: `${registry.host}/blog/${service} r`,
    }));
    const releases = Object.keys(wanted).map((service) => release(service, B, push(service, B)));
    return { wanted, history: { time: "", releases, lastBuilt } };
  }
  const push = (service: string, tag?: string) => putImage(registry.repository(`blog/${service}`), { tag });

  const [none, ranB] = [[], [release("backend", B, `sha256:${"b".repeat(64)}`)]];
  const declared = (tag: string) => ({ backend: { tag, round: 0, recipe: "" } });
  const table: [
    title: string,
    facts: { there?: boolean; pinned?: boolean; history?: Partial<History> },
    kind: string,
    line: string,
  ][] = [
    ["builds what nobody has built", { history: { releases: none } }, "new", `${A}: will build`],
    [
      "builds what replaces another one",
      { history: { releases: ranB, lastBuilt: declared(B) } },
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
      { there: true, history: { releases: ranB, lastBuilt: declared(B) } },
      "reference",
      `${B} → ${A}: already in the registry`,
    ],
    [
      "takes what it declared before and another one ran after",
      { there: true, history: { releases: ranB, lastBuilt: declared(A) } },
      "reference",
      `${B} → ${A}: already in the registry`,
    ],
    [
      "takes what is pinned",
      { there: true, pinned: true, history: { releases: ranB, lastBuilt: declared(B) } },
      "reference",
      `${B} → ${A}: pinned`,
    ],
    [
      "takes what is pinned although it was declared before",
      { there: true, pinned: true, history: { releases: ranB, lastBuilt: declared(A) } },
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
    const asBefore = () => `${registry.host}/blog/backend r`;

    it("declares it just as before", async () => {
      const releases = [release("backend", A, push("backend", A))];
      const planned = await plan(image, { releases, lastBuilt: declaredAs(asBefore()) });

      assert.deepEqual(planned.decision, { kind: "build", because: "unchanged" });
      assert.deepEqual(planned.build, { tag: A, round: 2, recipe: asBefore() });
      assert.equal(planned.line, `backend ${A}: unchanged`);
    });

    it("takes it where the provider would see a difference", async () => {
      const releases = [release("backend", A, push("backend", A))];
      for (const recipe of [`${registry.host}/blog/backend other`, "elsewhere.test/blog/backend r"]) {
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
    const history = { releases: [...ranB, release("backend", A, digest)] };

    const planned = await plan({ reference: digest, pinned: true }, history);

    assert.equal(planned.tag, A);
    assert.equal(planned.line, `backend ${B} → ${digest.slice(0, 19)}: pinned`);
    assert.deepEqual(planned.decision, { kind: "reference", digest });
  });

  it("knows no tag of a pinned digest that the stack never ran", async () => {
    const digest = push("backend", A);

    assert.equal((await plan({ reference: digest, pinned: true }, { releases: ranB })).tag, undefined);
  });

  it("lets run what runs where sources are missing", async () => {
    const digest = push("backend", A);
    const image = { pinned: false, missing: "blog:backend.context is missing: correct it." };

    const planned = await plan(image, { releases: [release("backend", A, digest)] });

    assert.deepEqual(planned.decision, { kind: "reference", digest });
    assert.equal(planned.tag, A);
    assert.equal(planned.line, `backend ${digest.slice(0, 19)}: unchanged`);
  });

  it("stops where sources are missing and what runs has gone from the registry", async () => {
    const missing = "blog:backend.context is missing: correct it.";

    await assert.rejects(plan({ pinned: false, missing }, { releases: ranB }), { message: missing });
  });

  it("stops where sources are missing and nothing runs", async () => {
    const missing = "blog:backend.context is missing: correct it.";

    await assert.rejects(plan({ pinned: false, missing }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(error.message, missing);
      return true;
    });
  });

  describe("in a run about other services", () => {
    const ranA = [release("backend", A, `sha256:${"a".repeat(64)}`)];
    const rows: [what: string, image: WantedImage, line: string, pinned?: boolean][] = [
      [
        "with changed sources",
        { reference: B, pinned: false },
        `${A}: stays for now ("pulumi up" brings ${B})`,
      ],
      ["with the same sources", { reference: A, pinned: false }, `${A}: unchanged`],
      ["without sources", { pinned: false, missing: "There are none." }, `${A}: unchanged`],
      ["pinned to what runs", { reference: A, pinned: true }, `${A}: pinned`, true],
      ["pinned to its digest", { reference: ranA[0].digest, pinned: true }, `${A}: pinned`, true],
      ["pinned to another", { reference: B, pinned: true }, `${A}: stays for now ("pulumi up" brings ${B})`],
    ];
    for (const [what, image, line, pinned = false] of rows) {
      it(`keeps what runs, also if the registry has lost it: ${what}`, async () => {
        const planned = await plan({ ...image, kept: true }, { releases: ranA, lastBuilt: declared(B) });

        assert.deepEqual(planned.decision, { kind: "reference", digest: ranA[0].digest });
        assert.equal(planned.tag, A);
        assert.equal(planned.pinned, pinned);
        assert.equal(planned.line, `backend ${line}`);
      });
    }

    it("brings what never ran", async () => {
      const { decision } = await plan({ reference: A, pinned: false, kept: true });
      assert.deepEqual(decision, { kind: "build", because: "new" });
    });
  });

  it("declares no image that is there in a run about some services", async () => {
    const { history } = allDeclared();
    const one = forEachImage<WantedImage>((service) => ({
      reference: B,
      pinned: false,
      ...(service !== "backend" && { kept: true }),
    }));

    assert.deepEqual(kinds(await planImages(one, site(registry), history)), Array(3).fill("reference"));
  });

  it("declares no image that is there as long as one service is pinned", async () => {
    const { wanted, history } = allDeclared();
    const unpinned = await planImages(wanted, site(registry), history);
    const pinned = { ...wanted, frontend: { reference: B, pinned: true } };

    assert.deepEqual(kinds(unpinned), ["build", "build", "build"]);
    assert.deepEqual(kinds(await planImages(pinned, site(registry), history)), [
      "reference",
      "reference",
      "reference",
    ]);
  });

  it("stops at a pin that leads nowhere, and names at most five tags, the newest first", async () => {
    const repository = registry.repository("blog/backend");
    for (const [day, tag] of ["a", "f", "b", "e", "c", "d"].entries()) {
      putImage(repository, { tag: tag.repeat(12), created: `2026-01-0${day + 1}T00:00:00Z` });
    }
    // No tag that a pin can take.
    putImage(repository, { tag: "latest", created: "2026-02-01T00:00:00Z" });

    await assert.rejects(plan({ reference: A, pinned: true }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      const newest = ["d", "c", "e", "b", "f"].map((letter) => letter.repeat(12)).join(", ");
      assert.equal(
        isSentence(error.message),
        `backend is pinned to ${A}, which is not in ${registry.host}/blog/backend: ` +
          `pin one of the newest there, ${newest}, or remove the pin.`,
      );
      return true;
    });
  });

  it("stops in one sentence when the registry does not answer", async () => {
    registry.intruders.push(
      ...Array.from({ length: 50 }, () => (request: { socket: { destroy(): void } }) => {
        request.socket.destroy();
        return true;
      }),
    );

    await assert.rejects(plan({ reference: A, pinned: false }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(isSentence(error.message), new RegExp(registry.host));
      return true;
    });
  });
});

const kinds = (plans: Record<ImageName, ImagePlan>) =>
  Object.values(plans).map(({ decision }) => decision.kind);

function release(service: string, tag: string, digest: string): Release {
  return { service, tag, digest, time: "2026-01-02T03:04:05.678Z", revision: 1 };
}

const site = ({ host }: FakeRegistry): Site => ({
  repositories: forEachImage((service) => ({ name: `${host}/blog/${service}` })),
  declare: () => assert.fail("a plan declares nothing"),
});
