import assert from "node:assert/strict";
import { comment, commentText, Reports } from "../../../commands/github/comment";
import { driftSentence, reportDrift } from "../../../commands/github/drift";
import { makeWay } from "../../../commands/github/makeWay";
import { propose, readPins } from "../../../commands/github/propose";
import { Repository, repositoryOf } from "../../../commands/github/repository";
import { Github } from "../../doubles/github/github";
import { isSentence } from "../sentence";
import { DEPLOYMENT, digestOf, step } from "./digests";

const REPORTS: Reports = {
  stack: "prod",
  preview: "### Preview of `prod`: 1 to update",
  plan: "### Plan",
  commit: "0123456789abcdef",
  run: "https://github.com/octo-org/blog/actions/runs/7",
};

let github: Github;
let repository: Repository;
beforeEach(async () => {
  github = await Github.start();
  repository = await repositoryOf(github.environment);
});
afterEach(() => github.stop());

/** A Failure of one sentence that matches. */
const refused = (run: () => Promise<unknown>, pattern: RegExp) =>
  assert.rejects(run, (error: Error) => pattern.test(isSentence(error.message)));

describe("the comment of a pull request", () => {
  it("is written once and changed in place from then on", async () => {
    await comment(repository, 5, commentText(REPORTS));
    await comment(repository, 6, commentText(REPORTS));
    await comment(repository, 5, commentText({ ...REPORTS, plan: "### Another plan" }));
    assert.deepEqual(
      github.comments.map(({ issue, body }) => [issue, body.includes("### Another plan")]),
      [
        [5, true],
        [6, false],
      ],
    );
  });

  it("is found behind a hundred others", async () => {
    const talk = { issue: 5, body: "Looks good.", user: { type: "User" } };
    github.comments.push(...Array.from({ length: 120 }, (_, id) => ({ ...talk, id })));
    await comment(repository, 5, commentText(REPORTS));
    await comment(repository, 5, commentText(REPORTS));
    assert.equal(github.comments.length, 121);
  });

  it("leaves alone what a person, or a workflow about another stack, wrote", async () => {
    const text = commentText(REPORTS);
    github.comments.push({ id: 1, issue: 5, body: text, user: { type: "User" } });
    await comment(repository, 5, commentText({ ...REPORTS, stack: "staging" }));
    await comment(repository, 5, text);
    assert.equal(github.comments.length, 3);
  });

  it("says where a role is missing, and which report never came", () => {
    const without = commentText({ ...REPORTS, preview: undefined });
    assert.match(without, /no role to look at the stack with/);
    assert.match(without, /### Plan/);
    assert.match(commentText({ ...REPORTS, preview: "" }), /The preview did not come to its end/);
    assert.match(commentText({ ...REPORTS, plan: "" }), /The plan did not come to its end/);
  });

  it("tells in a sentence which permission is missing", async () => {
    github.forbidden = true;
    await refused(() => comment(repository, 5, "x"), /403.*permission pull-requests: write/);
  });
});

describe("outside of a workflow", () => {
  it("GitHub is not asked", () => refused(() => repositoryOf({}), /run it in a workflow/));
});

describe("the issue about drift", () => {
  const sentence = driftSentence("prod", digestOf([step("update", DEPLOYMENT, "backend")]));

  it("is about nothing where nothing differs", () => {
    assert.equal(driftSentence("prod", digestOf([step("same", DEPLOYMENT, "backend")])), undefined);
  });

  it("names each resource once in one sentence, and of many the first ten", () => {
    assert.ok(isSentence(sentence ?? ""));
    const twice = digestOf([step("update", DEPLOYMENT, "backend"), step("update", DEPLOYMENT, "backend")]);
    assert.equal(driftSentence("prod", twice), sentence);
    const many = digestOf(Array.from({ length: 12 }, (_, name) => step("update", DEPLOYMENT, `s${name}`)));
    assert.match(driftSentence("prod", many) ?? "", / and 2 more would change/);
  });

  it("is opened, kept up to date, and closed when the drift is gone", async () => {
    await reportDrift(repository, "prod", undefined);
    assert.equal(github.issues.length, 0);
    await reportDrift(repository, "prod", sentence);
    await reportDrift(repository, "prod", `${sentence} Still.`);
    assert.deepEqual(
      github.issues.map(({ title, state }) => [title, state]),
      [["The stack prod has drifted", "open"]],
    );
    assert.match(github.issues[0]?.body, / Still\./);
    await reportDrift(repository, "prod", undefined);
    assert.equal(github.issues[0]?.state, "closed");
    await reportDrift(repository, "prod", sentence);
    assert.equal(github.issues.length, 2);
  });
});

describe("making way for a rollback", () => {
  it("cancels deployments that have not begun, and nothing else", async () => {
    const run = (id: number, status: string, workflow = "deploy.yml") => ({ id, status, workflow });
    github.runs.push(
      run(1, "in_progress"),
      run(2, "waiting"),
      run(3, "pending"),
      run(4, "completed"),
      run(5, "waiting", "ci.yml"),
    );
    assert.equal(await makeWay(repository, "deploy.yml"), 2);
    assert.deepEqual(
      github.runs.map(({ status }) => status),
      ["in_progress", "cancelled", "cancelled", "completed", "waiting"],
    );
  });

  it("says which permission is missing", async () => {
    github.runs.push({ id: 1, status: "waiting", workflow: "deploy.yml" });
    github.forbidden = true;
    await refused(() => makeWay(repository, "deploy.yml"), /permission actions: write/);
  });
});

describe("a pin that is proposed", () => {
  const proposal = { stack: "prod", base: "main", branch: "rollback/7-1", pins: { backend: "111111111111" } };
  const FILE = "Pulumi.prod.yaml";
  const BEFORE = '# Ours.\nconfig:\n  blog:frontend: { tag: "222222222222" }\n';

  it("is one change of the stack's file as the branch has it by then", async () => {
    github.files.main = { [FILE]: BEFORE };
    const address = await propose(repository, proposal);
    assert.match(address ?? "", /\/pull\/\d+$/);
    assert.equal(github.files["rollback/7-1"]?.[FILE], `${BEFORE}  blog:backend:\n    tag: "111111111111"\n`);
    assert.equal(github.files.main[FILE], BEFORE);
    assert.deepEqual(
      github.pulls.map(({ base, head, title }) => [base, head, title]),
      [["main", "rollback/7-1", "Hold backend to 111111111111"]],
    );
  });

  it("is none where the branch has it already", async () => {
    github.files.main = { [FILE]: `${BEFORE}  blog:backend: { tag: "111111111111" }\n` };
    assert.equal(await propose(repository, proposal), undefined);
    assert.deepEqual([github.pulls.length, Object.keys(github.refs)], [0, ["main"]]);
  });

  it("is read from what the rollback handed on, and from nothing else", () => {
    assert.deepEqual(readPins('{"backend":"111111111111"}'), { backend: "111111111111" });
    for (const wrong of [undefined, "", "[]", '{"database":"x"}', '{"backend":1}'])
      assert.throws(() => readPins(wrong), /PINS must be/);
  });
});
