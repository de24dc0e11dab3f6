import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { A, planForEach, RAN_B } from "./imagePlanRig";
import { putImage } from "./registry/images";
import { isSentence } from "./sentence";

describe("the plan of all images", () => {
  const { registry, plan } = planForEach();

  it("stops where sources are missing and what runs has gone from the registry", async () => {
    const missing = "blog:backend.context is missing: correct it.";

    await assert.rejects(plan({ pinned: false, missing }, { releases: RAN_B }), { message: missing });
  });

  it("stops where sources are missing and nothing runs", async () => {
    const missing = "blog:backend.context is missing: correct it.";

    await assert.rejects(plan({ pinned: false, missing }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.equal(error.message, missing);
      return true;
    });
  });

  it("stops at a pin that leads nowhere, and names at most five tags, the newest first", async () => {
    const repository = registry().repository("blog/backend");
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
        `backend is pinned to ${A}, which is not in ${registry().host}/blog/backend: ` +
          `pin one of the newest there, ${newest}, or remove the pin.`,
      );
      return true;
    });
  });

  it("stops in one sentence when the registry does not answer", async () => {
    registry().intruders.push(
      ...Array.from({ length: 50 }, () => (request: { socket: { destroy(): void } }) => {
        request.socket.destroy();
        return true;
      }),
    );

    await assert.rejects(plan({ reference: A, pinned: false }), (error) => {
      assert.ok(pulumi.RunError.isInstance(error));
      assert.match(isSentence(error.message), new RegExp(registry().host));
      return true;
    });
  });
});
