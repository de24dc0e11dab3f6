import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { parse } from "yaml";
import type { Row } from "../../../commands/releases/rows";
import { KubeObject, Workspace } from "../workspace";
import { Operator } from "./operator";
import { backendImage } from "./running";
import { backendTags, threeReleases } from "./threeReleases";
import { withoutDocker } from "./withoutDocker";

describe("the command for a rollback of one service", function () {
  this.timeout(600_000);
  let operator: Operator;
  let workspace: Workspace;
  let tags: string[];
  let file: string;
  let objects: KubeObject[];
  let imageA: string;
  let imageC: string;

  before(async () => {
    ({ workspace, imageA, imageC } = await threeReleases());
    operator = await Operator.at(workspace);
    tags = backendTags(workspace);
    // Neither work that is not finished nor sources that are not there may come in between.
    workspace.edit("dockerfiles/frontend/index.html", (text) =>
      text.replace("</head>", "<!-- more --></head>"),
    );
    rmSync(workspace.path("dockerfiles/database"), { recursive: true });
    withoutDocker(workspace);
    [file, objects] = [operator.file, workspace.objects];
  });

  it("shows what would change, and changes nothing, when asked for a preview", async () => {
    const { code, out, err } = await operator.run("rollback", "--to", tags[0], "--preview");

    assert.equal(code, 0, out + err);
    assert.deepEqual(out.trimEnd().split("\n").slice(-2), [
      "  would update Deployment backend",
      "1 resource would change.",
    ]);
    assert.equal(operator.file, file);
    assert.deepEqual(workspace.objects, objects);
  });

  it("changes that one alone, says what stays, and writes one line down", async () => {
    const { code, out, err } = await operator.run("rollback", "--to", tags[0], "--yes");

    assert.equal(code, 0, out + err);
    assert.equal(err, "");
    assert.match(out, new RegExp(`^backend ${tags[2]} → ${tags[0]}$`, "m"));
    assert.match(out, /^ {2}frontend [0-9a-f]{12}: stays for now \("pulumi up" brings [0-9a-f]{12}\)$/m);
    assert.match(out, /^Update done after [0-9.]+ s: 1 resource changed\.$/m);
    assert.match(out, new RegExp(`^backend ${tags[0]}: first answer after `, "m"));
    assert.deepEqual(changed(), ["Deployment backend"]);
    assert.equal(backendImage(workspace), imageA);
    assert.deepEqual(parse(operator.file), pinnedTo(tags[0]));
  });

  it("has nothing to do the second time", async () => {
    const { code, out } = await operator.run("rollback", "--to", tags[0], "--yes");

    assert.equal(code, 0);
    assert.equal(out, `backend runs ${tags[0]} already and is held to it.\n`);
  });

  it("is seen in the list of releases", async () => {
    const { code, out, err } = await operator.run("releases", "--json");

    assert.equal(code, 0, err);
    const rows = JSON.parse(out) as Row[];
    assert.deepEqual(
      rows.filter(({ service }) => service === "backend").map(({ tag }) => tag),
      [tags[0], tags[2], tags[1], tags[0]],
    );
    assert.deepEqual(
      rows
        .filter(({ live, pinned }) => live && pinned)
        .map(({ service, inRegistry }) => [service, inRegistry]),
      [["backend", true]],
    );
  });

  it("is undone for that one alone, and leaves the stack's file as it was", async () => {
    const { code, out, err } = await operator.run("rollback", "--undo", "--yes");

    assert.equal(code, 0, out + err);
    assert.match(out, /: 1 resource changed\.$/m);
    assert.equal(operator.file, file);
    assert.equal(backendImage(workspace), imageC);
    assert.deepEqual(changed(), ["Deployment backend"]);
  });

  /** Objects that are other than they were at the beginning. */
  function changed(): string[] {
    const now = new Map(workspace.objects.map((object) => [object.metadata.uid, JSON.stringify(object)]));
    return objects
      .filter((object) => now.get(object.metadata.uid) !== JSON.stringify(object))
      .map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  }

  function pinnedTo(tag: string): unknown {
    const { config, ...rest } = parse(file) as { config: Record<string, object> };
    return { ...rest, config: { ...config, "blog:backend": { ...config["blog:backend"], tag } } };
  }
});
