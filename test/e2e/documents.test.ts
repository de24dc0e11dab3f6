import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../../commands/process";
import { CHECKOUT, DOCUMENTS } from "../docs/documents";
import { commandsOf, DocumentCommand, placeOf } from "../docs/documentCommands";
import { Result, run } from "../docs/shell";
import { isExecuted } from "../docs/treatment";
import { BACKEND } from "./blog";
import { blog } from "./hooks";
import { podsOf } from "./pods";

/** What an operator types, all of it in one shell, on a blog that has had two releases. */
describe("an operator who follows the documents", () => {
  const commands = DOCUMENTS.flatMap(commandsOf).filter(isExecuted("e2e"));
  const MORE = "\n// One line more for the documents.\n";
  let results: ReadonlyMap<DocumentCommand, Result>;

  before(async function () {
    this.timeout("20m");
    // The doctor looks whether the packages are those of the lock file.
    copyFileSync(join(CHECKOUT, "package-lock.json"), join(blog().folder, "package-lock.json"));
    blog().edit("dockerfiles/backend/main.go", (text) => text + MORE);
    const up = await blog().local("up", "--no-lab");
    assert.equal(up.code, 0, up.text);
    const executed = await run(commands, {
      folder: blog().folder,
      env: process.env,
      replace: { "blog-local-k3s": "blog-e2e-k3s" },
    });
    results = new Map(executed.map((result) => [result.command, result]));
  });

  after(async function () {
    this.timeout("5m");
    blog().edit("dockerfiles/backend/main.go", (text) => text.replace(MORE, ""));
    blog().configure({ "blog:backend": BACKEND });
    const up = await blog().local("up", "--no-lab");
    assert.equal(up.code, 0, up.text);
    // The autoscaler takes its time to take away the pods that are too many now.
    const few = async () => (await podsOf("backend")).length === BACKEND.maxReplicas || undefined;
    await until(120, few, () => new Error("the backend has more pods than it may"));
  });

  for (const command of commands) {
    it(placeOf(command).split("\n")[0], () => {
      const { code, output } = results.get(command) ?? assert.fail("it was not reached");
      assert.equal(code, 0, output);
    });
  }

  it("sees what the documents say that there is to see", () => {
    const shown = (text: string) =>
      [...results.values()].find(({ command }) => command.text.startsWith(text))?.output ??
      assert.fail(`${text} was not run`);
    assert.match(shown("gunzip -c blog.sql.gz | tail"), /^-- Dump completed/);
    assert.match(shown("kubectl get hpa"), /backend +Deployment\/backend/);
    assert.match(shown("curl --silent"), /^backend,backend-\d+,UP$/m);
    assert.match(shown("npm run releases"), /backend/);
    assert.match(
      shown("npm run rollback -- --stack local --to previous"),
      /backend [0-9a-f]{12} → [0-9a-f]{12}/,
    );
    assert.match(shown("pulumi stack output url"), /^http:\/\/127\.0\.0\.1:18080$/m);
  });
});
