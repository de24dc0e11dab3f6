import assert from "node:assert/strict";
import { ImagePlan } from "../../components/imagePlan";
import { forEachImage, ImageName } from "../../components/platform/platform";
import { WantedImage } from "../../components/wantedImages";
import { A, B, declared, planForEach, release } from "./imagePlanRig";

describe("the plan of all images", () => {
  const { registry, push, plan, planAll } = planForEach();

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

  /** All run B, which the last update declared. */
  function allDeclared() {
    const wanted = forEachImage<WantedImage>(() => ({ reference: B, recipe: "r", pinned: false }));
    const lastBuilt = forEachImage((service) => ({
      tag: B,
      round: 0,
      recipe: `${registry().host}/blog/${service} r`,
    }));
    const releases = Object.keys(wanted).map((service) => release(service, B, push(service, B)));
    return { wanted, history: { time: "", releases, lastBuilt } };
  }

  it("declares no image that is there in a run about some services", async () => {
    const { history } = allDeclared();
    const one = forEachImage<WantedImage>((service) => ({
      reference: B,
      pinned: false,
      ...(service !== "backend" && { kept: true }),
    }));

    assert.deepEqual(kinds(await planAll(one, history)), Array(3).fill("reference"));
  });

  it("declares no image that is there as long as one service is pinned", async () => {
    const { wanted, history } = allDeclared();
    const unpinned = await planAll(wanted, history);
    const pinned = { ...wanted, frontend: { reference: B, pinned: true } };

    assert.deepEqual(kinds(unpinned), ["build", "build", "build"]);
    assert.deepEqual(kinds(await planAll(pinned, history)), ["reference", "reference", "reference"]);
  });
});

const kinds = (plans: Record<ImageName, ImagePlan>) =>
  Object.values(plans).map(({ decision }) => decision.kind);
