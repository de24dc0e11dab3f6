import assert from "node:assert/strict";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { Asset, type Properties, Secret, Unknown } from "../../../standins/protocol/value";
import { decode, encode } from "../../../standins/protocol/wire";

describe("properties on the wire", () => {
  it("come back as they went", () => {
    const properties: Properties = {
      text: "a",
      list: [1, true, null],
      secret: new Secret({ password: "b" }),
      unknown: Unknown.value,
      asset: new Asset("content"),
    };
    assert.deepEqual(decode(encode(properties)), properties);
  });

  it("leave out what is undefined", () => {
    assert.deepEqual(decode(encode({ a: 1, b: undefined as never })), { a: 1 });
  });

  it("refuse kinds of values that no stand-in handles", () => {
    const archive = Struct.fromJavaScript({ a: { "4dabf18193072939515e22adb298388d": "another" } });
    assert.throws(() => decode(archive), /does not support values with signature another/);
  });
});
