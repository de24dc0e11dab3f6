import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { buildRecipe } from "../../components/buildRecipe";
import { tagOf } from "../../components/image";
import { forEachImage } from "../../components/platform/platform";
import { ImageConfig, wantedImages } from "../../components/wantedImages";
import { isSentence } from "./sentence";

const PIN = "3f2a9c1d04be";
const build = { network: "default" };
const sources = forEachImage<ImageConfig>((service) => ({
  context: `dockerfiles/${service}`,
  buildArgs: {},
}));
const config = { ...sources, build };
const lost = { ...config, frontend: { context: "nowhere", buildArgs: {} } };

describe("the images that a stack wants", () => {
  it("are those of its sources", () => {
    const expected = forEachImage((service) => unpinned(config[service]));

    assert.deepEqual(wantedImages(config), expected);
  });

  it("are those that it is held to, whose sources nobody reads", () => {
    const wanted = wantedImages({ ...config, backend: { context: "nowhere", buildArgs: {}, tag: PIN } });

    assert.deepEqual(wanted.backend, { reference: PIN, pinned: true });
    assert.deepEqual(wanted.frontend, unpinned(config.frontend));
  });

  it("need their sources", () => {
    assert.throws(
      () => wantedImages(lost),
      (error) => {
        assert.ok(RunError.isInstance(error));
        assert.match(isSentence(error.message), /nowhere/);
        return true;
      },
    );
  });

  it("are kept by the services that a run is not about, with or without sources", () => {
    const { backend, frontend, database } = wantedImages({ ...lost, only: ["backend"] });

    assert.deepEqual(backend, unpinned(config.backend));
    assert.equal(frontend.kept, true);
    assert.match(isSentence(frontend.missing ?? ""), /nowhere/);
    assert.deepEqual(database, { ...unpinned(config.database), kept: true });
  });

  it("do without sources during a rollback, and say why", () => {
    const { backend, frontend, database } = wantedImages({ ...lost, backend: { ...lost.backend, tag: PIN } });

    assert.deepEqual(backend, { reference: PIN, pinned: true });
    assert.deepEqual({ ...frontend, missing: undefined }, { pinned: false, missing: undefined });
    assert.match(isSentence(frontend.missing ?? ""), /nowhere/);
    assert.equal(database.reference, tagOf(config.database));
  });
});

const unpinned = (image: ImageConfig) => ({
  reference: tagOf(image),
  recipe: buildRecipe({ ...image, ...build }),
  pinned: false,
});
