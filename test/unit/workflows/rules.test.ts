import assert from "node:assert/strict";
import { complaints, unpinned } from "./rules";
import { readProjectFile, workflowOf, workflows } from "./workflow";

const ACTIONS = ".github/actions/prepare/action.yml";

describe("the workflows of the project", () => {
  it("are all there", () => {
    const names = workflows().map(({ file }) => file.replace(/^.*\/(.*)\.yml$/, "$1"));
    assert.deepEqual(names.sort(), ["ci", "deploy", "drift", "preview", "rollback"]);
  });

  it("keep the rules", () => {
    assert.deepEqual(workflows().flatMap(complaints), []);
    assert.deepEqual(unpinned(readProjectFile(ACTIONS)), []);
  });

  it("use one commit of each action", () => {
    const texts = [...workflows().map(({ text }) => text), readProjectFile(ACTIONS)];
    const uses = texts.flatMap((text) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)@(.+)$/gm)]);
    const actions = new Set(uses.map(([, action]) => action));
    assert.ok(actions.size >= 4);
    for (const action of actions) {
      const commits = uses.filter(([, used]) => used === action).map(([, , commit]) => commit);
      assert.equal(new Set(commits).size, 1, action);
    }
  });

  it("let deployments and rollbacks, and nothing else, wait for each other", () => {
    const groups = workflows().flatMap(({ concurrency, jobs }) =>
      Object.entries(jobs).map(
        ([name, job]) => [name, (job.concurrency ?? concurrency)?.group ?? ""] as const,
      ),
    );
    const production = groups.filter(([, group]) => group === "production").map(([name]) => name);
    assert.deepEqual(production.sort(), ["deploy", "rollback"]);
  });

  it("give the role for deployments to jobs that were approved, and to no other", () => {
    for (const { jobs } of workflows())
      for (const [name, job] of Object.entries(jobs))
        assert.equal(
          JSON.stringify(job).includes("vars.DEPLOY_ROLE"),
          job.environment === "production",
          name,
        );
  });

  it("run with the versions that the project has", () => {
    const { dependencies, devDependencies } = JSON.parse(readProjectFile("package.json"));
    const prepare = readProjectFile(ACTIONS);
    assert.match(prepare, new RegExp(`pulumi-version: ${dependencies["@pulumi/pulumi"]}\\n`));
    assert.match(prepare, new RegExp(`node-version: ${devDependencies.node}\\n`));
    const go = /golang:([\d.]+)/.exec(readProjectFile("dockerfiles/backend/Dockerfile"))?.[1];
    const set = workflows().flatMap(({ text }) =>
      [...text.matchAll(/go-version: (.+)/g)].map(([, version]) => version),
    );
    assert.ok(set.length > 0);
    for (const version of set) assert.equal(version, go);
  });
});

/** A workflow that keeps all rules. */
const GOOD = `
on: push
permissions: {}
jobs:
  look:
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with: { persist-credentials: false }
      - run: npm test
`;

const BAD: readonly [name: string, from: string, to: string, complaint: RegExp][] = [
  [
    "rights for all jobs",
    "permissions: {}\njobs",
    "permissions: { contents: write }\njobs",
    /rights for all jobs/,
  ],
  ["no word about rights", "permissions: {}\njobs", "jobs", /rights for all jobs/],
  ["a job without a limit", "timeout-minutes: 5", "runs-on: x", /job look has no timeout-minutes/],
  ["a job without permissions", "permissions: { contents: read }", "runs-on: x", /job look does not say/],
  [
    "an action by its tag",
    "@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
    "@v7",
    /uses actions\/checkout@v7/,
  ],
  ["a commit without its version", " # v7.0.1", "", /no commit with its version/],
  ["a token left behind", "persist-credentials: false", "fetch-depth: 0", /leaves its token/],
  ["an expression in the shell", "npm test", 'echo "${{ github.head_ref }}"', /expression into the shell/],
  ["a script", "npm test", '"npm ci\\nnpm test"', /several lines/],
  ["foreign code with rights", "on: push", "on: pull_request_target", /foreign code/],
  [
    "a role and the repository",
    "{ contents: read }",
    "{ contents: write, id-token: write }",
    /has a role in AWS/,
  ],
  [
    "a misspelt queue",
    "    steps",
    "    concurrency: { group: x, queue: maxx }\n    steps",
    /neither single nor max/,
  ],
  [
    "a queue that cancels",
    "    steps",
    "    concurrency: { group: x, queue: max, cancel-in-progress: true }\n    steps",
    /queues and cancels/,
  ],
];

describe("the rules of workflows", () => {
  it("have nothing against one that keeps them", () => {
    assert.deepEqual(complaints(workflowOf("good.yml", GOOD)), []);
  });

  for (const [name, from, to, complaint] of BAD)
    it(`find ${name}`, () => {
      assert.ok(GOOD.includes(from));
      const found = complaints(workflowOf("bad.yml", GOOD.replace(from, to)));
      assert.equal(found.length, 1, found.join("; "));
      assert.match(found[0] ?? "", complaint);
    });
});
