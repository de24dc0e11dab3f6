import assert from "node:assert/strict";
import { challengesOf } from "../../../components/registry/challenge";

describe("a challenge", () => {
  it("is read with its parameters, in quotes or not", () => {
    assert.deepEqual(
      challengesOf('Bearer realm="https://auth.example.com/token",service=registry, SCOPE="a:b:pull,push"'),
      [
        {
          scheme: "bearer",
          parameters: {
            realm: "https://auth.example.com/token",
            service: "registry",
            scope: "a:b:pull,push",
          },
        },
      ],
    );
  });

  it("may have a quote, a comma and another scheme's name in a value", () => {
    assert.deepEqual(challengesOf('Bearer realm="a, Basic realm=\\"b\\""'), [
      { scheme: "bearer", parameters: { realm: 'a, Basic realm="b"' } },
    ]);
  });

  it("may be one of several", () => {
    assert.deepEqual(
      challengesOf('Negotiate, Basic realm="r", charset="UTF-8", Bearer realm="t" , service="s"'),
      [
        { scheme: "basic", parameters: { realm: "r", charset: "UTF-8" } },
        { scheme: "bearer", parameters: { realm: "t", service: "s" } },
      ],
    );
  });

  it("is not there in an empty or broken header", () => {
    assert.deepEqual(challengesOf(""), []);
    assert.deepEqual(challengesOf("Bearer"), []);
    assert.deepEqual(challengesOf('"Bearer" realm'), []);
  });
});
