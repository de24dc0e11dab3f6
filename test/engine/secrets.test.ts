import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { changeBackend } from "./sources";
import { deployed } from "./deployed";
import { passwordsIn } from "./state";
import { Workspace } from "./workspace";

type Event = { diagnosticEvent?: { severity: string } };

describe("the generated passwords", function () {
  this.timeout(300_000);
  let workspace: Workspace;
  let passwords: string[];

  before(async () => {
    workspace = await deployed();
    changeBackend(workspace);
    workspace.configure({ "blog:database": { storageGiB: 3, memory: "512Mi", protect: false } });
    const ended = [
      await workspace.preview("--diff"),
      await workspace.up("--diff"),
      await workspace.refresh("--diff"),
      await workspace.run("stack", "export"),
      await workspace.run("stack", "output", "--json"),
    ];
    for (const { code, output } of ended) assert.equal(code, 0, output);
    passwords = passwordsIn(await workspace.state("--show-secrets"));
  });

  it("are two different ones of 32 letters and digits", () => {
    assert.equal(new Set(passwords).size, 2);
    for (const password of passwords) assert.match(password, /^[A-Za-z0-9]{32}$/);
  });

  it("stand in no output, event log or state", () => {
    const files = filesOf(workspace).filter((file) => file !== "objects.json");
    // The workspace keeps the output of each command; without them this would prove nothing.
    assert.ok(files.filter((file) => /^output-\d+\.txt$/.test(file)).length >= 6, files.join("\n"));
    const told = files.filter((file) => tells(shown(workspace, file)));
    assert.deepEqual(told, []);
  });

  it("lie in the cluster in Secrets alone", () => {
    const told = workspace.objects.filter((object) => tells(JSON.stringify(object)));
    assert.deepEqual(told.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort(), [
      "Secret database-root",
      "Secret database-user",
    ]);
  });

  const tells = (text: string) =>
    passwords.some(
      (password) => text.includes(password) || text.includes(Buffer.from(password).toString("base64")),
    );
});

/**
 * A file as people see it. In its debug messages Pulumi's own SDK repeats every answer of a provider, secrets included:
 * an event log holds them and --debug prints them, nothing else does.
 */
function shown(workspace: Workspace, file: string): string {
  const text = readFileSync(workspace.path(file), "utf8");
  if (!/^events-/.test(file)) return text;
  const isDebug = (line: string) => (JSON.parse(line) as Event).diagnosticEvent?.severity === "debug";
  return text
    .split("\n")
    .filter((line) => line !== "" && !isDebug(line))
    .join("\n");
}

/** What the commands wrote: their outputs and event logs, the state with its history, the CLI's own logs. */
function filesOf(workspace: Workspace): string[] {
  const places = [workspace.path(), workspace.path("state"), workspace.path("home/logs")];
  return places.flatMap((place) =>
    readdirSync(place, { recursive: place !== workspace.path(), withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(workspace.folder, join(entry.parentPath, entry.name))),
  );
}
