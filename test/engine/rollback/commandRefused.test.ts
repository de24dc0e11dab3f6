import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isSentence } from "../../unit/sentence";
import { registry } from "../registry";
import { changeBackend } from "../sources";
import { ambiguousCommit, commitAll } from "./gitHistory";
import { Operator, Said } from "./operator";
import { push } from "./registryFile";
import { threeReleases } from "./threeReleases";

const BACKEND = { "blog-stack.image": "backend" };
const schema = (min: number, max: number) => ({
  ...BACKEND,
  "blog-stack.schema.min": String(min),
  "blog-stack.schema.max": String(max),
});

describe("the command for a rollback refuses", function () {
  this.timeout(600_000);
  let operator: Operator;
  let tagA: string;

  before(async () => {
    const releases = await threeReleases();
    const { workspace } = releases;
    tagA = releases.tagA;
    operator = await Operator.at(workspace);
    push(workspace, "backend", "aaaaaaaaaaaa", { architecture: "arm64", labels: BACKEND });
    push(workspace, "backend", "bbbbbbbbbbbb", { labels: schema(0, 0) });
    push(workspace, "backend", "cccccccccccc", { labels: schema(2, 3) });
    push(workspace, "backend", "dddddddddddd", { labels: {} });
    commitAll(workspace.folder, "C");
    changeBackend(workspace);
    commitAll(workspace.folder, "never built");
  });
  afterEach(() => {
    registry().down = false;
  });

  const rows: [what: string, args: string[], sentence: RegExp][] = [
    [
      "an unknown stack",
      ["--stack", "nope", "--to", "previous"],
      /^The backend .* has no stack nope: choose local with --stack, or log in/,
    ],
    ["an unknown service", ["--service", "database"], /^Option '--service <name>' .*: .* backend, frontend/],
    ["an unknown option", ["--too", "previous"], /^Unknown option '--too': /],
    [
      "an unknown tag",
      ["--to", "000000000000"],
      /^"000000000000" is no release of the stack local and not in /,
    ],
    [
      "an unknown digest",
      ["--to", "sha256:0000000"],
      /^"sha256:0000000" is no release of the stack local and not/,
    ],
    ["an unknown commit", ["--to", "no-such-branch"], /"no-such-branch"/],
    [
      "a commit whose image was never built",
      ["--to", "HEAD", "--service", "backend"],
      /^Image \S+ is not in its registry: the newest release that would pass is /,
    ],
    [
      "an image of another architecture",
      ["--to", "aaaaaaaaaaaa"],
      /is for linux\/arm64 and the nodes are linux\/amd64: /,
    ],
    [
      "an image whose schema is too old",
      ["--to", "bbbbbbbbbbbb"],
      /is too old for the database: .* database is at 1: /,
    ],
    [
      "an image whose schema is too new",
      ["--to", "cccccccccccc"],
      /is too new for the database: .* database is at 1: /,
    ],
    [
      "an image of somebody else",
      ["--to", "dddddddddddd"],
      /neither released by this stack nor built by this project/,
    ],
    [
      "a service that never ran another release",
      ["--service", "frontend", "--to", "previous"],
      /^There is nothing to roll frontend back to/,
    ],
    ["to ask where there is no terminal", ["--to", "previous"], /^Nobody can be asked whether to go on/],
  ];
  for (const [what, args, sentence] of rows) {
    it(`${what}, in one sentence and without any change`, async () => {
      const consent = what.startsWith("to ask") ? [] : ["--yes"];
      assert.match(await refused(() => operator.run("rollback", ...args, ...consent)), sentence);
    });
  }

  it("the beginning of several commits, in one sentence and without any change", async () => {
    const commit = ambiguousCommit(operator.workspace.folder);
    assert.match(
      await refused(() => operator.run("rollback", "--to", commit, "--yes")),
      new RegExp(`"${commit}"`),
    );
  });

  it("in one sentence and without any change where the registry does not answer", async () => {
    registry().down = true;
    assert.match(
      await refused(() => operator.run("rollback", "--to", tagA, "--yes")),
      /^Image \S+ cannot be read: /,
    );
  });

  it("in one sentence and without any change where another update is under way", async () => {
    const folder = operator.workspace.path("state/.pulumi/locks/organization/blog/local");
    const lock = {
      pid: process.pid,
      username: "operator",
      hostname: hostname(),
      timestamp: "2026-01-02T03:04:05Z",
    };
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "00000000-0000-4000-8000-000000000000.json"), JSON.stringify(lock));
    try {
      const said = await refused(() => operator.run("rollback", "--to", tagA, "--yes"));
      assert.match(
        said,
        new RegExp(`^Another "pulumi" \\(operator@${hostname()}, process ${process.pid}\\) works on`),
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("with one sentence for each mistake in the configuration, and without any change", async () => {
    const file = operator.file;
    operator.file = file.replace("config:\n", "config:\n  blog:bakend: {}\n  blog:rollbackDepth: 0\n");
    try {
      const { err } = await unchanged(() => operator.run("rollback", "--to", tagA, "--yes"));
      const [key, depth, ...more] = err.trimEnd().split("\n").sort();
      assert.match(isSentence(key), /^blog:bakend is not a known key/);
      assert.match(isSentence(depth), /^blog:rollbackDepth must be/);
      assert.deepEqual(more, []);
    } finally {
      operator.file = file;
    }
  });

  /** What was said, which is one sentence. */
  const refused = async (run: () => Promise<Said>) => isSentence((await unchanged(run)).err.trimEnd());

  /** Runs a command that fails and leaves stack file, state and cluster byte for byte as they were. */
  async function unchanged(run: () => Promise<Said>): Promise<Said> {
    const { workspace } = operator;
    const [file, resources, objects] = [operator.file, operator.resources, workspace.objects];
    const said = await run();
    assert.equal(said.code, 1, said.out + said.err);
    assert.equal(operator.file, file);
    assert.deepEqual(operator.resources, resources);
    assert.deepEqual(workspace.objects, objects);
    assert.doesNotMatch(said.out + said.err, /\u001b\[/);
    return said;
  }
});
