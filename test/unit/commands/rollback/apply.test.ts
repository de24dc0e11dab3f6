import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stack, UpOptions } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { Failure } from "../../../../commands/failure";
import { apply, show } from "../../../../commands/rollback/apply";
import { StackFile } from "../../../../commands/rollback/stackFile";
import { stateIn } from "../../../../commands/stackState";
import { Loopback } from "../../../loopback";
import { isSentence } from "../../sentence";
import { aboutDeployment, begun, complaint, fakeStack, finished } from "../fakeStack";
import { digest, release, tag } from "./deployed";
import { pageOf } from "./page";

const ORIGINAL = "config:   # as somebody wrote it\n  blog:platform:   cluster\n";
const UPDATE = { outputs: { releases: { value: [release("backend", "a", 1)], secret: false } } };

describe("a rollback that is carried out", () => {
  let folder: string;
  let page: Loopback;
  let lines: string[];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "apply-"));
    writeFileSync(join(folder, "Pulumi.test.yaml"), ORIGINAL);
    page = await pageOf(() => JSON.stringify({ version: tag("a") }));
    lines = [];
  });
  afterEach(async () => {
    await page.close();
    rmSync(folder, { recursive: true });
  });

  const text = () => readFileSync(join(folder, "Pulumi.test.yaml"), "utf8");
  const args = (stack: Stack) => {
    const file = new StackFile("test", folder);
    file.pin("backend", tag("a"));
    const say = (line: string) => void lines.push(line);
    const opened = { stack, state: stateIn({ version: 3, deployment: {} }) };
    return { opened, file, services: ["backend" as const], url: page.url, begun: Date.now(), say };
  };
  const failed = async (stack: Stack): Promise<string[]> => {
    const error: unknown = await apply(args(stack)).then(
      () => assert.fail("it ended well"),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Failure, String(error));
    return error.message.split("\n");
  };

  it("writes the pin down, and leaves the other services out for this run alone", async () => {
    const runs: { config: Record<string, unknown> }[] = [];
    const onStart = ({ configFile }: UpOptions) => {
      assert.match(text(), /tag: a{12}/);
      runs.push(parse(readFileSync(configFile ?? "", "utf8")) as (typeof runs)[number]);
    };
    await apply(args(fakeStack([begun(), finished()], { ...UPDATE, onStart })));

    assert.deepEqual(parse(text()), {
      config: { "blog:platform": "cluster", "blog:backend": { tag: tag("a") } },
    });
    assert.deepEqual(runs, [
      { config: { "blog:platform": "cluster", "blog:backend": { tag: tag("a") }, "blog:only": ["backend"] } },
    ]);
    assert.match(lines.at(-2) ?? "", /^Update done after [\d.]+ s: 1 resource changed\.$/);
    assert.match(lines.at(-1) ?? "", /^backend a{12}: first answer after /);
  });

  it("is forgotten where the update is refused", async () => {
    const stack = fakeStack([complaint("No.")], { error: new Error("error: update failed") });
    assert.deepEqual(await failed(stack), ["No."]);
    assert.equal(text(), ORIGINAL);
  });

  it("stays written down where the update stops half-way, which is told with what to do", async () => {
    const stack = fakeStack([begun(), aboutDeployment("stuck")], {
      error: new Error("error: update failed"),
    });
    const [why, what, ...more] = await failed(stack);
    assert.equal(why, "Deployment backend: stuck");
    assert.match(
      isSentence(what),
      /stopped half-way and Pulumi\.test\.yaml keeps what it was for: run the same/,
    );
    assert.deepEqual(more, []);
    assert.match(text(), /tag: a{12}/);
  });

  it("is only shown without a word in the stack's file", async () => {
    let run = "";
    const onStart = ({ configFile }: UpOptions) => (run = readFileSync(configFile ?? "", "utf8"));
    await show(args(fakeStack([begun()], { onStart })));

    assert.equal(text(), ORIGINAL);
    assert.match(run, /tag: a{12}/);
    assert.deepEqual(lines, ["  would update Deployment backend", "1 resource would change."]);
  });

  it("is told by its digest where the release has no tag", async () => {
    await page.close();
    page = await pageOf(() => JSON.stringify({ version: "a".repeat(12) }));
    const untagged = { ...release("backend", "a", 1), tag: undefined, digest: digest("a") };
    const outputs = { releases: { value: [untagged], secret: false } };
    await apply(args(fakeStack([], { outputs })));
    assert.match(lines.at(-1) ?? "", /^backend a{12}: first answer/);
  });
});
