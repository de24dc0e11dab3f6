import assert from "node:assert/strict";
import type { Args, Kind, TagChange } from "../../../standins/aws/kind/kind";
import { TAGS } from "../../../standins/aws/kind/kind";
import { KindResource } from "../../../standins/aws/kind/resource";
import { block, outputs, set, text } from "../../../standins/aws/schema/property";
import { InitializationFailure } from "../../../standins/protocol/failure";
import { type Properties, Unknown } from "../../../standins/protocol/value";
import { callOf } from "../call";
import { ACCOUNT } from "./operations";

/** A kind whose resources are kept here. */
class Shelf {
  live: Args | undefined;
  readonly tagged: TagChange[] = [];
  refusal: string | undefined;

  readonly kind: Kind = {
    type: "aws:test/thing:Thing",
    title: "Test Thing",
    naming: { property: "name", atMost: 20 },
    schema: {
      name: text({ computed: true, replaces: true }),
      size: text(),
      parts: set(text()),
      place: block({ zone: text(), street: text({ output: true }) }),
      ...TAGS,
      ...outputs("arn"),
    },
    create: (_work, news) => {
      this.live = { ...news, arn: "arn:thing", parts: [...((news.parts ?? []) as string[])].reverse() };
      return Promise.resolve("thing-1");
    },
    finish: () => (this.refusal ? Promise.reject(new Error(this.refusal)) : Promise.resolve()),
    read: () => Promise.resolve(this.live && { ...this.live }),
    update: (_work, { news, changed }) => {
      if (changed("size")) this.live = { ...this.live, size: news.size as string };
      return Promise.resolve();
    },
    retag: (_work, change) => {
      this.tagged.push(change);
      this.live = { ...this.live, tagsAll: change.all };
      return Promise.resolve();
    },
    delete: () => Promise.reject(new Error("operation error Test: DeleteThing, not now")),
  };
  readonly resource = new KindResource(this.kind, ACCOUNT);
  private readonly call = { ...callOf(this.kind.type), timeoutSeconds: 0, preview: false };

  create(news: Properties, preview = false) {
    return this.resource.create({ ...this.call, news, preview });
  }

  update(olds: Properties, news: Properties, preview = false) {
    return this.resource.update({ ...this.call, id: "thing-1", olds, news, preview, ignoreChanges: [] });
  }

  read(inputs: Properties, state: Properties) {
    return this.resource.read({ ...this.call, id: "thing-1", inputs, state });
  }

  delete(state: Properties) {
    return this.resource.delete({ ...this.call, id: "thing-1", state });
  }
}

const NEWS = {
  name: "it",
  size: "S",
  parts: ["a", "b"],
  tags: { x: "1" },
  tagsAll: { x: "1", project: "blog" },
};

describe("a resource of the aws stand-in", () => {
  it("is planned with what is unknown until it is made", async () => {
    const { id, state } = await new Shelf().create({ size: "S", place: { zone: "a" } }, true);

    assert.equal(id, "");
    assert.deepEqual(state, {
      name: Unknown.value,
      size: "S",
      place: { zone: "a", street: Unknown.value },
      tagsAll: Unknown.value,
      arn: Unknown.value,
    });
  });

  it("is recorded as AWS shows it, its sets as the program wrote them", async () => {
    const { id, state } = await new Shelf().create(NEWS);

    assert.equal(id, "thing-1");
    assert.deepEqual(state, { ...NEWS, arn: "arn:thing" });
  });

  it("is recorded although it was not finished, and finished by the next update", async () => {
    const shelf = new Shelf();
    shelf.refusal = "unexpected state 'FAILED'";

    const failure = await shelf.create(NEWS).catch((error: unknown) => error);

    assert.ok(failure instanceof InitializationFailure);
    assert.equal(failure.message, "creating Test Thing (it): unexpected state 'FAILED'");
    assert.equal(failure.state.arn, "arn:thing");
    await assert.rejects(shelf.update(failure.state, NEWS), /creating Test Thing \(it\): unexpected state/);
    shelf.refusal = undefined;
    assert.equal((await shelf.update(failure.state, NEWS)).arn, "arn:thing");
  });

  it("is updated in what changed alone", async () => {
    const shelf = new Shelf();
    const { state } = await shelf.create(NEWS);

    const larger = await shelf.update(state, { ...NEWS, size: "L" });
    assert.deepEqual([larger.size, shelf.tagged], ["L", []]);

    await shelf.update(larger, {
      ...NEWS,
      size: "L",
      tags: { y: "2" },
      tagsAll: { y: "2", project: "blog" },
    });
    const [{ set: added, removed }] = shelf.tagged;
    assert.deepEqual([added, removed], [{ y: "2" }, ["x"]]);
  });

  it("keeps in a planned update what only AWS knows", async () => {
    const planned = await new Shelf().update(
      { name: "it", size: "S", arn: "arn:thing" },
      { size: "L" },
      true,
    );
    assert.deepEqual(planned, { name: "it", size: "L", arn: "arn:thing" });
  });

  it("is found as it was where nothing changed, and otherwise as it is", async () => {
    const shelf = new Shelf();
    const { state } = await shelf.create(NEWS);

    assert.deepEqual(await shelf.read(NEWS, state), {
      id: "thing-1",
      inputs: { ...NEWS, __defaults: [] },
      state,
    });
    shelf.live = { ...shelf.live, size: "XL", tagsAll: { x: "1", project: "blog", z: "3" } };
    const drifted = await shelf.read(NEWS, state);
    assert.equal(drifted?.inputs.size, "XL");
    assert.deepEqual(drifted?.state.tags, { x: "1", z: "3" });
    shelf.live = undefined;
    assert.equal(await shelf.read(NEWS, state), undefined);
  });

  it("says what could not be done to which one", async () => {
    await assert.rejects(
      new Shelf().delete(NEWS),
      new Error("deleting Test Thing (it): operation error Test: DeleteThing, not now"),
    );
  });
});
