import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const built = readFileSync("index.html", "utf8");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start-"));
  mkdirSync(join(folder, "html"));
  writeFileSync(join(folder, "html/index.html"), built);
  const script = readFileSync("nginx/start.sh", "utf8");
  writeFileSync(
    join(folder, "start.sh"),
    script
      .replaceAll("/tmp/page", join(folder, "page"))
      .replaceAll("/usr/share/nginx/html", join(folder, "html")),
  );
  // In place of nginx: says as which process, with which arguments it was started.
  writeFileSync(join(folder, "nginx"), '#!/bin/sh\nprintf "%s\\n" "$$" "$@"\n', { mode: 0o755 });
});

afterEach(() => rmSync(folder, { recursive: true }));

function start(environment: Record<string, string>, ...args: string[]) {
  const path = `${folder}:${process.env.PATH}`;
  const { pid, status, stdout, stderr } = spawnSync("sh", [join(folder, "start.sh"), ...args], {
    env: { PATH: path, ...environment },
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  const page = join(folder, "page/index.html");
  const [process_, ...nginx] = stdout.trimEnd().split("\n");
  return {
    became: Number(process_) === pid,
    nginx,
    page: readFileSync(page, "utf8"),
    time: statSync(page).mtimeMs,
  };
}

const pageOf = (version: string) =>
  built.replace('<meta name="version" content="unknown" />', `<meta name="version" content="${version}" />`);

describe("the image starts", () => {
  it("with its version in the page, and nothing else changed", () => {
    expect(start({ VERSION: "3f2a9c1d04be" }).page).toBe(pageOf("3f2a9c1d04be"));
    expect(pageOf("3f2a9c1d04be")).not.toBe(built);
  });

  it.each([["v1.2_a-B"], ["a".repeat(128)]])("with %s, which is a tag", (version) => {
    expect(start({ VERSION: version }).page).toBe(pageOf(version));
  });

  it.each([
    ["nothing", ""],
    ["too long a tag", "a".repeat(129)],
    ["markup", '"><script>'],
    ["what sed would read", "a|b&c\\1"],
    ["a second line", "a\nb"],
    ["a letter of no tag", "é"],
    ["what a shell would run", "$(id)"],
  ])("with an unknown version when it is given %s", (_, version) => {
    expect(start({ VERSION: version }).page).toBe(built);
  });

  it("with an unknown version when it is given none", () => {
    expect(start({}).page).toBe(built);
  });

  it("as nginx itself, so that signals reach it", () => {
    const { became, nginx } = start({}, "-t");
    expect(became).toBe(true);
    expect(nginx).toEqual(["-e", "stderr", "-g", "daemon off;", "-t"]);
  });

  it("again where it has run before, with another version", () => {
    start({ VERSION: "first" });
    expect(start({ VERSION: "second" }).page).toBe(pageOf("second"));
  });

  it("with the same page, its time included, in every pod of a release, and in no other", () => {
    const one = start({ VERSION: "aaaaaaaaaaaa" });
    rmSync(join(folder, "page"), { recursive: true });
    expect(start({ VERSION: "aaaaaaaaaaaa" })).toEqual(one);
    expect(start({ VERSION: "bbbbbbbbbbbb" }).time).not.toBe(one.time);
    expect(one.time).toBeLessThan(Date.now());
  });
});

it("nginx serves the page from where it was written", () => {
  expect(readFileSync("nginx/default.conf", "utf8")).toMatch(
    /location = \/index\.html \{\s+root \/tmp\/page;\s+\}/,
  );
});
