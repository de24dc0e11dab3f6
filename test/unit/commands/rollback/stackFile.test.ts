import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { Failure } from "../../../../commands/failure";
import { StackFile } from "../../../../commands/rollback/stackFile";
import { ROOT } from "../../../../commands/local/settings";
import { tag } from "./deployed";

describe("the pins in a stack's file", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "stack-file-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const path = () => join(folder, "Pulumi.test.yaml");
  const text = () => readFileSync(path(), "utf8");
  const file = (content: string) => {
    writeFileSync(path(), content);
    return new StackFile("organization/blog/test", folder);
  };

  for (const stack of ["local", "prod"]) {
    it(`add one line to that of ${stack}, and take nothing else with them when they go`, () => {
      const before = readFileSync(join(ROOT, `Pulumi.${stack}.yaml`), "utf8");
      const pinned = file(before);
      pinned.pin("backend", tag("a"));
      pinned.save();
      assert.deepEqual(
        text()
          .split("\n")
          .filter((line) => !before.split("\n").includes(line)),
        [`    tag: ${tag("a")}`],
      );
      const again = new StackFile("test", folder);
      assert.equal(again.pinOf("backend"), tag("a"));
      again.pin("backend", undefined);
      again.save();
      assert.equal(text(), before);
    });
  }

  it("are texts, even those that look like numbers", () => {
    for (const number of ["123456789012", "12345678e901", "000000000000"]) {
      const pinned = file("config:\n  blog:platform: cluster\n");
      pinned.pin("frontend", number);
      pinned.save();
      assert.equal(parse(text()).config["blog:frontend"].tag, number);
    }
  });

  it("stay as they are written beside one that changes, also where they look like numbers", () => {
    const before = "config:\n  blog:frontend:\n    tag: 12345678e901\n    minReplicas: 3\n  blog:x: true\n";
    const opened = file(before);
    assert.equal(opened.pinOf("frontend"), "12345678e901");
    opened.pin("backend", tag("a"));
    assert.equal(opened.text, `${before}  blog:backend:\n    tag: ${tag("a")}\n`);
  });

  it("go with the services that a run is about, which are not written down", () => {
    const pinned = file("config:\n  blog:platform: cluster\n");
    pinned.pin("backend", tag("a"));
    const before = pinned.text;

    assert.deepEqual(parse(pinned.textFor(["backend"])).config, {
      "blog:platform": "cluster",
      "blog:backend": { tag: tag("a") },
      "blog:only": ["backend"],
    });
    assert.equal(pinned.text, before);
  });

  it("leave no empty group behind", () => {
    const before = "config:\n  blog:platform: cluster\n";
    const pinned = file(before);
    pinned.pin("frontend", tag("a"));
    pinned.pin("frontend", undefined);
    assert.equal(pinned.text, before);
  });

  it("are taken back as if nothing had been written", () => {
    const before = "config:   # with spaces that nobody else would write\n  blog:platform:   cluster\n";
    const pinned = file(before);
    pinned.pin("backend", tag("a"));
    pinned.save();
    assert.notEqual(text(), before);
    pinned.restore();
    assert.equal(text(), before);
  });

  it("stand beside the sources that are configured, or the usual ones", () => {
    const { sourcesOf } = bound(
      file('config:\n  blog:backend:\n    context: elsewhere\n    buildArgs: { GO: "1.2" }\n'),
    );
    assert.deepEqual(sourcesOf("backend"), { context: "elsewhere", buildArgs: { GO: "1.2" } });
    assert.deepEqual(sourcesOf("frontend"), { context: "dockerfiles/frontend", buildArgs: {} });
  });

  it("stand beside where the stack runs, if that is in AWS", () => {
    assert.equal(file("config:\n  blog:platform: cluster\n  aws:region: eu-central-1\n").aws, undefined);
    const aws = "config:\n  blog:platform: aws\n";
    assert.deepEqual(file(`${aws}  aws:region: eu-central-1\n`).aws, { region: "eu-central-1" });
    assert.deepEqual(file(`${aws}  aws:region: eu-central-1\n  aws:profile: 123456789012\n`).aws, {
      region: "eu-central-1",
      profile: "123456789012",
    });
    assert.throws(
      () => file(aws).aws,
      failure(/^Pulumi\.test\.yaml does not say where in AWS .*: set it with/),
    );
  });

  it("are refused in a file that is missing or no YAML", () => {
    assert.throws(
      () => new StackFile("none", folder),
      failure(/^Pulumi\.none\.yaml, .* is missing in .*: restore it/),
    );
    assert.throws(
      () => file("config: ["),
      failure(/^Pulumi\.test\.yaml is no valid YAML \(.+\): correct it\.$/),
    );
  });

  const bound = (opened: StackFile) => ({ sourcesOf: opened.sourcesOf.bind(opened) });
  const failure = (message: RegExp) => (error: unknown) =>
    error instanceof Failure && message.test(error.message);
});
