import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { Github } from "../../doubles/github/github";
import { isSentence } from "../../unit/sentence";
import { BlogServer } from "../blogServer";
import { environmentIn } from "../environment";
import { registry } from "../registry";
import { backendVersion } from "../rollback/running";
import { changeBackend } from "../sources";
import { Workspace } from "../workspace";
import { commands, commit, git, makeRepository, Runner } from "./steps";

const FILE = "Pulumi.prod.yaml";

/** Commands that do not run here, and why. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  "ci.yml test: npm test": "it is what runs this test",
  "ci.yml e2e: npm run test:e2e": "it has a test run of its own",
};

/** One repository, one stack: each test goes on from where the one before it left both. */
describe("the steps of the workflows, run by hand", function () {
  this.timeout(600_000);
  let github: Github;
  let blog: BlogServer;
  let workspace: Workspace;
  let runner: Runner;
  let preview = "";
  let plan = "";
  let pins = "";
  /** Version of the backend before it was changed. */
  let first = "";

  before(async () => {
    github = await Github.start();
    blog = await BlogServer.start();
    workspace = await Workspace.create("prod");
    onCluster(workspace, blog.url);
    makeRepository(workspace);
    blog.workspace = workspace;
    runner = new Runner(workspace, expressionsFor(workspace), github.environment);
  });
  after(async () => {
    workspace?.remove();
    await blog?.stop();
    await github?.stop();
  });

  const step = async (...args: Parameters<Runner["step"]>) => {
    const ended = await runner.step(...args);
    assert.equal(ended.code, 0, ended.output);
    return ended;
  };

  it("find the project's packages installed", () => step("prepare", "", "install"));

  it("deploy a stack that was never there, and ask it", async () => {
    await step("deploy.yml", "deploy", "guard");
    const { summary } = await step("deploy.yml", "deploy", "deploy --stack");
    assert.match(summary, /### Deployed `prod`: \d+ resources changed/);
    assert.doesNotMatch(summary, /pinned/);
    assert.match((await step("deploy.yml", "deploy", "smoke")).output, /\/api\/version: [0-9a-f]{12}/);
    first = backendVersion(workspace) ?? "";
  });

  it("preview a change for a pull request, and hand the report on", async () => {
    changeBackend(workspace);
    commit(workspace, "Change the backend");
    const { outputs, summary } = await step("preview.yml", "preview", "preview");
    preview = outputs.preview ?? "";
    assert.match(preview, /^### Preview of `prod`: .*1 to update/);
    assert.match(preview, /^- update Deployment `backend`: /m);
    assert.match(
      preview,
      new RegExp(`^\\| backend \\| \`${first} → [0-9a-f]{12}\` \\| \\*\\*will build\\*\\* \\|$`, "m"),
    );
    assert.equal(summary.trim(), preview);
  });

  it("plan the same by the program alone", async () => {
    const { outputs, summary } = await step("preview.yml", "plan", "plan");
    plan = outputs.plan ?? "";
    assert.match(plan, /^### Plan of `prod` against `HEAD\^1`: /);
    assert.match(plan, /^- changed: `Deployment backend`$/m);
    assert.equal(summary.trim(), plan);
  });

  it("write the comment, and the next time change it in place", async () => {
    const outputs = { "needs.preview.outputs.preview": preview, "needs.plan.outputs.plan": plan };
    await step("preview.yml", "comment", "comment", {
      ...outputs,
      "needs.preview.outputs.preview": "An earlier one",
    });
    await step("preview.yml", "comment", "comment", outputs);
    assert.equal(github.comments.length, 1);
    assert.equal(github.comments[0]?.issue, 5);
    assert.ok(github.comments[0]?.body.includes(preview));
    assert.ok(github.comments[0]?.body.includes(plan));
  });

  it("deploy what was merged", async () => {
    await step("deploy.yml", "deploy", "guard");
    const { summary } = await step("deploy.yml", "deploy", "deploy --stack");
    assert.match(summary, /: \d resources changed/);
    assert.notEqual(backendVersion(workspace), first);
  });

  it("make way for a rollback", async () => {
    github.runs.push(
      { id: 1, workflow: "deploy.yml", status: "waiting" },
      { id: 2, workflow: "deploy.yml", status: "in_progress" },
    );
    await step("rollback.yml", "make-way", "make-way");
    assert.deepEqual(
      github.runs.map(({ status }) => status),
      ["cancelled", "in_progress"],
    );
  });

  it("roll back, and say which pin git does not have", async () => {
    await step("rollback.yml", "rollback", "adopt");
    await step("rollback.yml", "rollback", "rollback -- --stack");
    assert.equal(backendVersion(workspace), first);
    await step("rollback.yml", "rollback", "smoke");
    pins = (await step("rollback.yml", "rollback", "pins")).outputs.pins ?? "";
    assert.deepEqual(JSON.parse(pins), { backend: first });
  });

  it("propose that pin", async () => {
    github.files.main = { [FILE]: git(workspace, "show", `HEAD:${FILE}`) };
    await step("rollback.yml", "write-down", "propose", { "needs.rollback.outputs.pins": pins });
    assert.deepEqual(
      github.pulls.map(({ base, head, title }) => [base, head, title]),
      [["main", "rollback/7-1", `Hold backend to ${first}`]],
    );
    const proposed = parse(github.files["rollback/7-1"]?.[FILE] ?? "");
    assert.equal(proposed.config["blog:backend"].tag, first);
  });

  it("refuse to deploy as long as it is not merged", async () => {
    git(workspace, "checkout", "--quiet", "--", FILE);
    const { code, summary } = await runner.step("deploy.yml", "deploy", "guard");
    assert.equal(code, 1);
    assert.match(
      summary,
      new RegExp(`A rollback holds backend to ${first} since .*, and ${FILE} in git does not say so`),
    );
  });

  it("keep it in a rollback of another service", async () => {
    await step("rollback.yml", "rollback", "adopt");
    assert.match(git(workspace, "diff", "--", FILE), new RegExp(`^\\+ +tag: .*${first}`, "m"));
  });

  it("deploy again once it is merged, and say that the service is pinned", async () => {
    writeFileSync(workspace.path(FILE), github.files["rollback/7-1"]?.[FILE] ?? "");
    commit(workspace, "Merge the pin");
    await step("deploy.yml", "deploy", "guard");
    const { summary } = await step("deploy.yml", "deploy", "deploy --stack");
    assert.match(summary, new RegExp(`^\\| backend \\| \`${first}\` \\| \\*\\*pinned`, "m"));
    assert.equal(backendVersion(workspace), first);
  });

  it("deploy the sources again once the pin is taken out of git", async () => {
    git(
      workspace,
      "-c",
      "user.name=Test",
      "-c",
      "user.email=test@example.com",
      "revert",
      "--no-edit",
      "HEAD",
    );
    await step("deploy.yml", "deploy", "guard");
    await step("deploy.yml", "deploy", "deploy --stack");
    assert.notEqual(backendVersion(workspace), first);
  });

  it("find no drift where there is none", async () => {
    const { outputs } = await step("drift.yml", "look", "drift");
    assert.equal(outputs.drift, "");
    await step("drift.yml", "report", "report-drift", { "needs.look.outputs.drift": "" });
    assert.equal(github.issues.length, 0);
  });

  it("say in an issue what was changed past Pulumi", async () => {
    workspace.objects = workspace.objects.map((object) =>
      object.kind === "PodDisruptionBudget" && object.metadata.name === "backend"
        ? { ...object, spec: { ...object.spec, maxUnavailable: 2 } }
        : object,
    );
    const { outputs } = await step("drift.yml", "look", "drift");
    assert.ok(isSentence(outputs.drift ?? ""), outputs.drift);
    assert.match(outputs.drift ?? "", /PodDisruptionBudget `backend` would change/);
    await step("drift.yml", "report", "report-drift", { "needs.look.outputs.drift": outputs.drift ?? "" });
    assert.deepEqual(
      github.issues.map(({ title, state }) => [title, state]),
      [["The stack prod has drifted", "open"]],
    );
  });

  it("are all run, but for those that run elsewhere", () => {
    const all = commands().map(({ workflow, job, run }) => `${workflow} ${job}: ${run}`);
    assert.deepEqual(
      all.filter((command) => !runner.ran.has(command) && ELSEWHERE[command] === undefined),
      [],
    );
    assert.deepEqual(
      Object.keys(ELSEWHERE).filter((command) => !all.includes(command)),
      [],
    );
  });
});

/** What the expressions in the variables of steps stand for. */
const expressionsFor = (workspace: Workspace) => ({
  "vars.PULUMI_BACKEND_URL": environmentIn(workspace.folder, "prod").PULUMI_BACKEND_URL ?? "",
  "github.token": "token-of-the-job",
  "github.event.pull_request.number": "5",
  "github.event.pull_request.head.sha": "0123456789abcdef",
  "github.run_id": "7",
  "github.run_attempt": "1",
  "needs.preview.result": "success",
  "inputs.service != 'both' && inputs.service || ''": "backend",
  "inputs.target": "previous",
});

/** Lets the stack run on files in place of AWS, with a blog that answers. */
function onCluster(workspace: Workspace, url: string): void {
  const local = parse(readFileSync(workspace.path("Pulumi.local.yaml"), "utf8")) as {
    config: Record<string, any>;
  };
  workspace.edit(FILE, (text) => {
    const { encryptionsalt } = parse(text) as { encryptionsalt: string };
    const cluster = { ...local.config["blog:cluster"], registry: `${registry().host}/blog` };
    cluster.edge = { ...cluster.edge, url };
    const database = { ...local.config["blog:database"], protect: true };
    return stringify({
      config: { ...local.config, "blog:cluster": cluster, "blog:database": database },
      encryptionsalt,
    });
  });
}
