import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { isSentence } from "../../unit/sentence";
import { empty } from "../deployed";
import { Workspace } from "../workspace";
import { doctor, problemsOf, withCommands } from "./doctor";

describe('"npm run doctor"', function () {
  this.timeout(300_000);
  let workspace: Workspace;
  before(async () => {
    workspace = withCommands(await empty());
  });

  const wrong: Readonly<Record<string, readonly [args: string[], says: RegExp]>> = {
    "a stack that is not there": [["--stack", "nope"], /^There is no Pulumi\.nope\.yaml: /],
    "an option that is not there": [["--stac", "prod"], /^Unknown option '--stac'/],
    "an option without its value": [["--stack"], /argument missing/],
    "a word too many": [["prod"], /^Too many arguments/],
  };
  for (const [what, [args, says]] of Object.entries(wrong)) {
    it(`refuses ${what} in one sentence`, async () => {
      const { code, output } = await doctor(workspace, ...args);

      assert.equal(code, 1);
      assert.match(isSentence(output.trim()), says);
    });
  }

  it("looks at the stack on this machine before its first update, and makes nothing", async () => {
    const { code, stdout } = await doctor(workspace, "--json");

    const results = JSON.parse(stdout) as { check: string; findings: { kind: string; text: string }[] }[];
    const problems = results.flatMap(({ findings }) => findings.filter(({ kind }) => kind === "problem"));
    // The tests' own registry listens on the port that it has in this workspace.
    assert.deepEqual({ code, problems: problems.length }, { code: 1, problems: 1 }, stdout);
    assert.match(isSentence(problems[0].text), /^Port \d+ on this machine is taken, /);
    assert.equal(existsSync(workspace.path(".local")), false);
  });

  it("says what is wrong with the configuration, each key for itself", async () => {
    const other = workspace.copy();
    other.configure({ "blog:rollbackDepth": 1, "blog:colour": "red" });

    const said = await doctor(other);
    assert.equal(said.code, 1);
    assert.match(
      problemsOf(said).map(isSentence).join("\n"),
      /blog:rollbackDepth .*\n.*blog:colour is not a known key|blog:colour is not a known key.*\n.*blog:rollbackDepth/,
    );
    other.remove();
  });

  it("says so where its own packages are missing", async () => {
    rmSync(workspace.path("node_modules"));

    const said = await doctor(workspace);
    assert.equal(said.code, 1);
    assert.match(problemsOf(said).map(isSentence).join(), /^The packages of this project are not installed/);
  });
});
