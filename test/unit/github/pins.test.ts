import assert from "node:assert/strict";
import { adopt, refuseToUndo, unrecorded } from "../../../commands/github/held";
import { pinHistory } from "../../../commands/github/pinHistory";
import { newPins } from "../../../commands/github/propose";
import { StackFile } from "../../../commands/rollback/stackFile";
import { release, stackWith, tag } from "../commands/rollback/deployed";
import { repositoryForEach } from "../git/repository";
import { isSentence } from "../sentence";

const FILE = "Pulumi.test.yaml";
const A = tag("a");
const B = tag("b");

describe("a stack that holds a service to an image", () => {
  const repository = repositoryForEach();
  /** Commits the pins of a stack's file, on a day of January 2026. */
  const committed = (day: number, pins: Record<string, string>) => {
    const keys = Object.entries(pins).map(([service, pin]) => `  blog:${service}: { tag: "${pin}" }\n`);
    repository().write(FILE, `config:\n  blog:platform: cluster\n${keys.join("")}`);
    repository().git("add", "--all");
    const date = `2026-01-${String(day).padStart(2, "0")}T12:00:00Z`;
    process.env.GIT_COMMITTER_DATE = date;
    repository().git("commit", "--quiet", "--allow-empty", "--message", "Change");
    delete process.env.GIT_COMMITTER_DATE;
  };
  const file = () => new StackFile("test", repository().folder);
  /** What is held by a stack whose backend runs A since the tenth. */
  const held = (pinned = ["backend"]) =>
    unrecorded(
      { ...stackWith(release("backend", "a", 10), release("frontend", "f", 1)), pinned },
      file(),
      pinHistory(repository().folder, FILE),
    );
  const services = () => held().map(({ service, reference }) => [service, reference]);

  it("is as git says where git has the pin", () => {
    committed(1, {});
    committed(11, { backend: A });
    assert.deepEqual(held(), []);
  });

  it("holds more than git knows where it was rolled back and nothing was merged", () => {
    committed(1, {});
    assert.deepEqual(services(), [["backend", A]]);
  });

  it("holds more than git knows though other things were merged since", () => {
    committed(1, {});
    committed(12, { frontend: tag("f") });
    assert.deepEqual(services(), [["backend", A]]);
  });

  it("is overruled by git where git has taken the pin out since", () => {
    committed(1, {});
    committed(11, { backend: A });
    committed(12, {});
    assert.deepEqual(held(), []);
  });

  it("is not overruled by what git said before: the same pin, taken out before it was set again", () => {
    committed(1, { backend: A });
    committed(2, {});
    assert.deepEqual(services(), [["backend", A]]);
  });

  it("is not overruled by another pin that git has from before", () => {
    committed(1, { backend: B });
    assert.deepEqual(services(), [["backend", A]]);
  });

  it("is overruled by another pin that was merged since", () => {
    committed(1, {});
    committed(12, { backend: B });
    assert.deepEqual(held(), []);
  });

  it("counts a merge at the time when it was merged", () => {
    committed(1, { backend: B });
    repository().git("switch", "--quiet", "--create", "branch");
    committed(5, {});
    repository().git("switch", "--quiet", "main");
    assert.deepEqual(services(), [["backend", A]]);
    process.env.GIT_COMMITTER_DATE = "2026-01-12T12:00:00Z";
    repository().git("merge", "--quiet", "--no-ff", "--message", "Merge", "branch");
    delete process.env.GIT_COMMITTER_DATE;
    assert.deepEqual(held(), []);
  });

  it("holds nothing that it does not say it holds", () => {
    committed(1, {});
    assert.deepEqual(held([]), []);
  });

  it("cannot be judged by a part of the history", () => {
    committed(1, {});
    committed(2, { backend: B });
    const { folder } = repository();
    repository().git("clone", "--quiet", "--depth=1", `file://${folder}`, "part");
    assert.throws(
      () => pinHistory(`${folder}/part`, FILE),
      (error: Error) => /fetch-depth 0/.test(isSentence(error.message)),
    );
  });

  it("is refused a deployment in a sentence that names the pin and the way out", () => {
    committed(1, {});
    assert.throws(
      () => refuseToUndo("test", FILE, held()),
      ({ message }: Error) =>
        /backend to aaaaaaaaaaaa since 2026-01-10.*merge the pull request/.test(isSentence(message)),
    );
    refuseToUndo("test", FILE, []);
  });

  it("gets its pin written down, which then is new to git", () => {
    committed(1, { frontend: tag("f") });
    adopt(file(), held());
    assert.equal(file().pinOf("backend"), A);
    assert.deepEqual(newPins(file(), pinHistory(repository().folder, FILE)), { backend: A });
    assert.deepEqual(held(), []);
  });
});
