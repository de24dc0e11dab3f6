import assert from "node:assert/strict";
import { CommandError, Stack } from "@pulumi/pulumi/automation";
import { bringUp, previewUp, Unfinished } from "../../../commands/update";
import { isSentence } from "../sentence";
import { aboutDeployment, begun, complaint, fakeStack, finished } from "./fakeStack";

const commandError = (stderr: string): Error =>
  Object.assign(Object.create(CommandError.prototype) as Error, { message: `code: 255\n stderr: ${stderr}` });

describe("an update by a command", () => {
  const unfinished = async (run: Promise<unknown>): Promise<Unfinished> => {
    const error: unknown = await run.then(
      () => assert.fail("it ended well"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Unfinished, String(error));
    return error;
  };
  const up = (stack: Stack) => bringUp(stack, () => undefined);

  it("is done with the configuration that is given, and counts what it changed", async () => {
    let file: string | undefined;
    const onStart = ({ configFile }: { configFile?: string }) => (file = configFile);
    const outputs = { url: { value: "http://blog", secret: false } };
    const lines: string[] = [];
    const stack = fakeStack([begun(), finished()], { outputs, onStart });

    assert.deepEqual(await bringUp(stack, (line) => lines.push(line), "run.yaml"), { outputs, changes: 1 });
    assert.equal(file, "run.yaml");
    assert.match(lines.join("\n"), /^ {2}updated {2}Deployment backend \(/);
  });

  it("tells each complaint, and whether something was begun", async () => {
    const error = commandError("error: update failed");
    const refused = await unfinished(up(fakeStack([complaint("One."), complaint("Two.")], { error })));
    assert.deepEqual([refused.message, refused.changed], ["One.\nTwo.", false]);

    const stuck = await unfinished(up(fakeStack([begun(), aboutDeployment("stuck")], { error })));
    assert.deepEqual([stuck.message, stuck.changed], ["Deployment backend: stuck", true]);
  });

  it("tells what the Pulumi CLI says where the engine says nothing", async () => {
    const error = commandError("error: the disk is full");
    const { message } = await unfinished(up(fakeStack([], { error })));
    assert.match(isSentence(message), /"the disk is full"/);
  });

  it("is one sentence where nobody says anything", async () => {
    const { message } = await unfinished(up(fakeStack([begun()], { error: commandError("") })));
    assert.match(isSentence(message), /did not say why/);
  });

  it("does not hide a mistake of its own", async () => {
    await assert.rejects(up(fakeStack([], { error: new TypeError("x is not a function") })), TypeError);
  });
});

describe("a preview by a command", () => {
  const shown = async (stack: Stack): Promise<string[]> => {
    const lines: string[] = [];
    await previewUp(stack, (line) => lines.push(line), "run.yaml");
    return lines;
  };

  it("tells what would change, and does not say that it was done", async () => {
    assert.deepEqual(await shown(fakeStack([begun("same"), begun(), finished()])), [
      "  would update Deployment backend",
      "1 resource would change.",
    ]);
    assert.deepEqual(await shown(fakeStack([begun("same")])), ["Nothing would change."]);
  });

  it("has changed nothing where it fails", async () => {
    const stack = fakeStack([begun(), complaint("No.")], { error: commandError("error: preview failed") });
    await assert.rejects(
      shown(stack),
      (error) => error instanceof Unfinished && !error.changed && error.message === "No.",
    );
  });
});
