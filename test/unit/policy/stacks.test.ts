import assert from "node:assert/strict";
import { committed, DOMAIN_AND_GITHUB, production } from "../stacks";
import { EXEMPTIONS, found, seen } from "./rig";

const STACKS = {
  local: committed("local"),
  prod: production(),
  "prod with a domain and workflows": production(DOMAIN_AND_GITHUB),
};

describe("the policy pack", function () {
  this.timeout(60_000);

  for (const [name, situation] of Object.entries(STACKS)) {
    it(`finds nothing in the stack ${name}`, async () => {
      assert.deepEqual(found(await seen(situation)), []);
    });
  }

  it("has no exemption that nothing needs", async () => {
    const stacks = [await seen(committed("local")), await seen(production())];
    const needed = stacks.flatMap((stack) => found(stack, []));

    for (const { rule, resources } of EXEMPTIONS) {
      for (const resource of resources) {
        assert.ok(
          needed.some(([found, sentence]) => found === rule && sentence.startsWith(`${resource} `)),
          `${resource} needs no exemption from ${rule}.`,
        );
      }
    }
  });

  it("does not exempt production from what the stack local is exempt from", async () => {
    const careless = await seen(production({ "blog:database": { protect: false } }));

    const sentences = found(careless).map(([, sentence]) => sentence);
    assert.ok(
      sentences.some((sentence) => sentence.startsWith("PersistentVolumeClaim database could be deleted")),
    );
  });

  it("finds a Kubernetes API that is open to everybody because the configuration says so", async () => {
    const open = await seen(production({ "blog:aws": { apiAccess: ["anywhere"] } }));

    assert.deepEqual(found(open), [
      [
        "cluster-endpoint",
        'Cluster blog-prod opens the Kubernetes API to the whole internet: name the networks in blog:aws.apiAccess in place of "anywhere".',
      ],
    ]);
  });
});
