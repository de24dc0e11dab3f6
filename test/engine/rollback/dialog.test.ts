import assert from "node:assert/strict";
import { Operator } from "./operator";
import { KEYS, Terminal } from "./terminal";
import { backendTags, threeReleases } from "./threeReleases";

describe("the command for a rollback at a terminal", function () {
  this.timeout(600_000);
  let operator: Operator;
  let tags: string[];
  let file: string;

  before(async () => {
    const { workspace } = await threeReleases();
    operator = await Operator.at(workspace);
    tags = backendTags(workspace);
    file = operator.file;
  });

  it("lists what ran before, the newest first, and changes nothing without consent", async () => {
    const terminal = new Terminal(operator, "rollback");

    const list = await terminal.sees(new RegExp(`backend ${tags[0]} \\(ran from`));
    assert.ok(list.indexOf(`backend ${tags[1]}`) < list.indexOf(`backend ${tags[0]}`), list);
    assert.doesNotMatch(list, new RegExp(`${tags[2]}|frontend|database`));
    terminal.type(KEYS.down, KEYS.enter);
    await terminal.sees(new RegExp(`backend ${tags[2]} → ${tags[0]}[^]*Go back\\?`));
    terminal.type("n", KEYS.enter);

    assert.equal(await terminal.end, 1);
    await terminal.sees(/Nothing was changed\./);
    assert.equal(operator.file, file);
  });

  it("is left without a change and without a stack trace", async () => {
    const terminal = new Terminal(operator, "rollback", "--service", "backend");

    await terminal.sees(/Back to which release\?/);
    terminal.type(KEYS.interrupt);

    assert.equal(await terminal.end, 1);
    assert.doesNotMatch(await terminal.sees(/Nothing was changed\./), /^\s+at /m);
    assert.equal(operator.file, file);
  });
});
