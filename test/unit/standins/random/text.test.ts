import assert from "node:assert/strict";
import { randomText } from "../../../standins/random/text";
import { type Properties, Secret, Unknown } from "../../../standins/protocol/value";
import { callOf } from "../call";

const call = callOf("random:index/randomPassword:RandomPassword");
const password = randomText(true);
const create = (news: Properties, preview = false) =>
  password.create({ ...call, news, preview, timeoutSeconds: 0 });
const diff = (olds: Properties, news: Properties) =>
  password.diff({ ...call, id: "none", olds, oldInputs: {}, news, ignoreChanges: [] });

describe("a random password", () => {
  it("is secret, and unknown before it is made", async () => {
    assert.ok((await create({ length: 8 })).state.result instanceof Secret);
    assert.deepEqual((await create({ length: 8 }, true)).state.result, new Secret(Unknown.value));
  });

  it("stays while its arguments do, also when defaults are written out", async () => {
    const { state } = await create({ length: 8 });
    assert.deepEqual((await diff(state, { length: 8 })).changes, []);
    assert.deepEqual((await diff(state, { length: 8, special: true })).changes, []);
  });

  for (const change of [{ length: 9 }, { keepers: { a: "1" } }, { special: false }] as Properties[]) {
    it(`is replaced for ${JSON.stringify(change)}`, async () => {
      const { state } = await create({ length: 8 });
      const { changes } = await diff(state, { length: 8, ...change });
      assert.ok(changes.length > 0 && changes.every(({ replaces }) => replaces));
    });
  }

  for (const [news, reason] of [
    [{}, /Missing required argument "length"/],
    [{ length: "8" }, /must be a number, got a string/],
    [{ length: 8, lenght: 9 }, /Unknown argument "lenght"/],
    [{ length: 1, minUpper: 2 }, /length \(1\)/],
  ] as [Properties, RegExp][]) {
    it(`is refused with ${JSON.stringify(news)}`, async () => {
      const { failures } = await password.check({ ...call, news, olds: {}, randomSeed: new Uint8Array() });
      assert.match(failures?.map(({ reason }) => reason).join() ?? "", reason);
    });
  }
});
