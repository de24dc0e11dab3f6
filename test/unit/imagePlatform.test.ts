import assert from "node:assert/strict";
import { requirePlatform } from "../../components/imagePlatform";

describe("an image's platform", () => {
  it("may be the nodes' own", () => requirePlatform("registry.example.com/a:b", "linux/amd64"));

  for (const platform of ["linux/arm64", "windows/amd64"]) {
    it(`may not be ${platform}`, () => {
      assert.throws(() => requirePlatform("registry.example.com/a:b", platform), {
        message:
          `Image registry.example.com/a:b is for ${platform} and the nodes are linux/amd64: ` +
          "choose another one, or build its sources anew with this project.",
      });
    });
  }
});
