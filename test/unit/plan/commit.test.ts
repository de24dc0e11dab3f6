import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compareWith } from "../../../commands/plan/against/compare";
import { planOf } from "../../../commands/plan/program/planOf";
import { isSentence } from "../sentence";
import { ROOT } from "../stacks";

const PROGRAM = (text: string) => `
import * as k8s from "@pulumi/kubernetes";
export = () => {
  new k8s.core.v1.ConfigMap("greeting", { metadata: { name: "greeting" }, data: { text: ${text} } });
  return Promise.resolve({});
};
`;

/** A small project in a git repository of its own, with the packages of this checkout. */
function project() {
  const folder = mkdtempSync(join(tmpdir(), "blog-plan-commit-"));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], {
      cwd: folder,
      stdio: "pipe",
    });
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  };
  git("init", "--quiet");
  write(".gitignore", "node_modules\n");
  write("Pulumi.yaml", "name: small\nruntime: nodejs\n");
  write("Pulumi.prod.yaml", "config: {}\n");
  write("package.json", "{}\n");
  write("package-lock.json", "{}\n");
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  return { folder, write, commit, remove: () => rmSync(folder, { recursive: true }) };
}

const refusal = async (asked: Promise<unknown>) => {
  const error: unknown = await asked.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof Error, "nothing was refused");
  return error.message;
};

describe("a plan against a commit", function () {
  this.timeout("2m");
  const { folder, write, commit, remove } = project();
  // Other plans of the machine have temporary folders too.
  const { TMPDIR } = process.env;
  const temporary = mkdtempSync(join(tmpdir(), "blog-plan-temporary-"));
  const left = () => readdirSync(temporary).filter((name) => name.startsWith("blog-"));
  after(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(temporary, { recursive: true });
    remove();
  });

  before(() => {
    process.env.TMPDIR = temporary;
    write("index.ts", PROGRAM('"hello"'));
    commit("first");
  });

  it("runs the commit's own program and the working tree's, and leaves nothing behind", async () => {
    write("index.ts", PROGRAM('"goodbye"'));
    const { changes, notes } = await compareWith(folder, "HEAD", "prod");
    assert.deepEqual(
      changes.map(({ differences }) => differences),
      [[{ path: "data.text", before: "hello", now: "goodbye", replaces: true }]],
    );
    assert.deepEqual(notes, []);
    assert.deepEqual(left(), []);
    assert.ok(!existsSync(join(folder, ".git", "index.lock")));
  });

  it("says so where the packages are others, and where the commit has no such stack", async () => {
    write("package-lock.json", '{ "other": true }\n');
    write("Pulumi.new.yaml", "config: {}\n");
    const { changes, notes } = await compareWith(folder, "HEAD", "new");
    assert.deepEqual(
      changes.map(({ kind }) => kind),
      ["added"],
    );
    assert.match(notes[0] ?? "", /^HEAD has no Pulumi\.new\.yaml: /);
    assert.match(notes[1] ?? "", /^HEAD has another package-lock\.json: /);
  });

  it("refuses a commit that is not there, also one that looks like an option", async () => {
    for (const reference of ["nowhere", "--all", "HEAD:index.ts"]) {
      assert.match(isSentence(await refusal(compareWith(folder, reference, "prod"))), /^There is no commit /);
    }
  });

  it("says whose program cannot be planned", async () => {
    write("index.ts", "throw new Error('broken');\n");
    assert.match(
      await refusal(compareWith(folder, "HEAD", "prod")),
      /^The program of the working tree cannot be planned; it says: Error: broken/,
    );
  });
});

describe("the program of a plan", function () {
  this.timeout("2m");

  it("sees nothing of the user of the machine", async () => {
    const { folder, write, remove } = project();
    const { AWS_PROFILE, HOME } = process.env;
    mkdirSync(join(folder, "home"));
    Object.assign(process.env, { AWS_PROFILE: "private", HOME: join(folder, "home") });
    try {
      write(
        "index.ts",
        "export = () => Promise.resolve({ seen: Object.keys(process.env).sort(), zone: process.env.TZ });\n",
      );
      const { outputs } = await planOf(folder, "prod", "it");
      const seen = outputs.seen as readonly string[];
      assert.deepEqual(
        seen.filter((name) => /^(AWS|HOME|PULUMI|DOCKER|KUBE)/.test(name)),
        ["DOCKER_CONFIG"],
      );
      assert.equal(outputs.zone, "UTC");
    } finally {
      Object.assign(process.env, { HOME });
      if (AWS_PROFILE === undefined) delete process.env.AWS_PROFILE;
      else process.env.AWS_PROFILE = AWS_PROFILE;
      remove();
    }
  });
});
