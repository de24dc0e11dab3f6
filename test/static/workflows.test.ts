import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { actionlint, zizmor } from "./workflows";

const CHECKOUT = dirname(dirname(__dirname));

/** Wrong on purpose, in a way that each of the tools looks for. */
const CARELESS = `
on: pull_request_target
jobs:
  careless:
    runs-on: ubuntu-24.04
    needs: nobody
    steps:
      - uses: actions/checkout@main
        with: { ref: "\${{ github.event.pull_request.head.sha }}" }
      - run: echo "\${{ github.event.pull_request.title }}"
      - run: rm -r $FOLDER
        env: { FOLDER: x }
`;

describe("the workflows", function () {
  this.timeout(600_000);

  it("have nothing that actionlint, shellcheck or zizmor complain of", async () => {
    const found = [...(await actionlint(CHECKOUT)), ...(await zizmor(CHECKOUT, ".github"))];
    assert.deepEqual(
      found.map(({ rule, file, problem }) => `${file}: ${problem} (${rule})`),
      [],
    );
  });
});

describe("a careless workflow", function () {
  this.timeout(600_000);
  let folder: string;
  const file = ".github/workflows/careless.yml";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "workflows-"));
    mkdirSync(join(folder, ".git"));
    mkdirSync(join(folder, ".github/workflows"), { recursive: true });
    for (const settings of ["actionlint.yaml", "zizmor.yml"])
      cpSync(join(CHECKOUT, ".github", settings), join(folder, ".github", settings));
    writeFileSync(join(folder, file), CARELESS);
  });
  after(() => rmSync(folder, { recursive: true }));

  it("is found by actionlint, its shell by shellcheck", async () => {
    const found = await actionlint(folder, [file]);
    const rules = new Set(found.map(({ rule }) => rule));
    for (const rule of ["expression", "job-needs", "shellcheck"])
      assert.ok(rules.has(rule), `${rule}: ${JSON.stringify(found)}`);
  });

  it("is found by zizmor", async () => {
    const found = await zizmor(folder, ".github");
    const rules = new Set(found.map(({ rule }) => rule));
    for (const rule of ["dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"])
      assert.ok(rules.has(rule), `${rule}: ${[...rules].join(", ")}`);
  });
});
