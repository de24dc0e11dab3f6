import assert from "node:assert/strict";
import { Stack } from "@pulumi/pulumi/automation";
import { unknown, unreadyDeployments } from "../../../commands/stacks";
import { isSentence } from "../sentence";

describe("a stack that is not there", () => {
  const rows: [stacks: string[], choice: RegExp][] = [
    [
      [],
      /no stack nope: create it with "pulumi stack init nope", or log in to another one with "pulumi login"\.$/,
    ],
    [["prod"], /no stack nope: choose prod with --stack, or/],
    [
      ["octo/blog/prod", "octo/blog/test"],
      /: choose one of octo\/blog\/prod, octo\/blog\/test with --stack, or/,
    ],
  ];
  for (const [stacks, choice] of rows) {
    it(`is told with what is there: ${stacks.join(", ") || "none"}`, () => {
      assert.match(isSentence(unknown("nope", stacks).message), choice);
    });
  }
});

describe("the services whose pods did not become ready", () => {
  const urn = (type: string, name: string) => `urn:pulumi:prod::blog::blog:index:Service$${type}::${name}`;
  const stored = (type: string, name: string, initErrors?: string[]) => ({
    type,
    urn: urn(type, name),
    initErrors,
  });
  const stackWith = (...resources: unknown[]) =>
    ({ name: "prod", exportStack: () => Promise.resolve({ deployment: { resources } }) }) as unknown as Stack;

  it("are those that the state says so of", async () => {
    const stack = stackWith(
      stored("kubernetes:apps/v1:Deployment", "backend", ["2 of 3 pods"]),
      stored("kubernetes:apps/v1:Deployment", "frontend", []),
      stored("kubernetes:core/v1:Service", "frontend", ["no pods"]),
    );
    assert.deepEqual(await unreadyDeployments(stack), new Set(["backend"]));
  });

  it("are none in a state without any", async () => {
    const empty = {
      name: "prod",
      exportStack: () => Promise.resolve({ deployment: {} }),
    } as unknown as Stack;
    assert.deepEqual(await unreadyDeployments(empty), new Set());
    assert.deepEqual(
      await unreadyDeployments(stackWith(stored("kubernetes:apps/v1:Deployment", "backend"))),
      new Set(),
    );
  });
});
