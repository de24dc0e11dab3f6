import assert from "node:assert/strict";
import { Socket } from "node:net";
import { mock } from "node:test";
import { Plan } from "../../../commands/plan/plan";
import { runProgram } from "../../../commands/plan/program/run";
import { textOfPlan } from "../../../commands/plan/forms/text";
import { isSentence } from "../sentence";
import { ROOT } from "../stacks";
import { configured, Edit, inCopy, planned } from "./folder";

const KNOWN: Edit = configured("prod", "  aws:region: ap-northeast-2");
const DIGEST = `sha256:${"a".repeat(64)}`;

const one = (plan: Plan, end: string) => {
  const found = plan.resources.filter(({ id }) => id.endsWith(end));
  assert.equal(found.length, 1, `${found.length} resources end with ${end}`);
  return found[0];
};
const imageOf = (plan: Plan, service: string) =>
  (one(plan, `:Deployment::${service}`).inputs as any).spec.template.spec.containers[0].image as string;

describe("a plan", () => {
  let prod: Plan;
  before(async () => {
    prod = await planned("prod");
  });

  it("is the same text in every run and every folder, in every time zone", async () => {
    const { TZ } = process.env;
    process.env.TZ = "Asia/Seoul";
    try {
      assert.equal(textOfPlan(await planned("prod")), textOfPlan(prod));
    } finally {
      process.env.TZ = TZ ?? "";
    }
  });

  it("names neither folders of the machine nor a time", () => {
    const text = textOfPlan(prod);
    for (const word of [ROOT, "blog-plan-test-", "blog-command-", new Date().toISOString().slice(0, 10)]) {
      assert.ok(!text.includes(word), `${word} is in the plan`);
    }
  });

  it("has its resources in the order of their ids", () => {
    const ids = prod.resources.map(({ id }) => id);
    assert.deepEqual(ids, [...ids].sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it("knows which component a resource belongs to, and what it comes after", () => {
    const deployment = one(prod, ":Deployment::backend");
    assert.equal(deployment.parent, "blog:index:Service::backend");
    assert.deepEqual(deployment.options.dependsOn, [
      "blog:index:Service$kubernetes:networking.k8s.io/v1:NetworkPolicy::backend",
    ]);
    assert.equal(deployment.options.provider, "platform-cluster");
    assert.equal(one(prod, ":PersistentVolumeClaim::database").options.protect, true);
  });

  it("names images by the tag of their content", () => {
    assert.match(imageOf(prod, "backend"), /\/blog-prod\/backend:[0-9a-f]{12}$/);
    assert.doesNotMatch(JSON.stringify(prod), /@sha256:/);
  });

  it("says what it was not told, and takes what it was told", async () => {
    assert.deepEqual(
      prod.assumptions.map((sentence) => isSentence(sentence).split(" ")[0]),
      ["aws:region", "blog:aws.admins", "blog:aws.apiAccess"],
    );
    const told = await planned("prod", KNOWN, [
      "Pulumi.prod.yaml",
      (text) => text.replace("# admins:", "admins:").replace("# apiAccess:", "apiAccess:"),
    ]);
    assert.deepEqual(told.assumptions, []);
    assert.match(imageOf(told, "backend"), /^111122223333\.dkr\.ecr\.ap-northeast-2\.amazonaws\.com\//);
  });

  it("keeps what the program warns of", () => {
    assert.match(prod.warnings.join("\n"), /plain HTTP/);
  });

  it("can do with a domain and with administrators who are users", async () => {
    const plan = await planned("prod", KNOWN, [
      "Pulumi.prod.yaml",
      (text) =>
        text
          .replace(/# admins:.*/, 'admins: ["arn:aws:iam::111122223333:user/team/ada"]')
          .replace("# domain:", "domain:"),
    ]);
    assert.equal(plan.outputs.url, "https://blog.example.com");
    assert.deepEqual(plan.warnings, []);
  });
});

describe("a plan of a stack with pins", () => {
  it("takes the images to be there, builds none of them, and says so", async () => {
    const plan = await planned("local", [
      "Pulumi.local.yaml",
      (text) =>
        text
          .replace("blog:backend:\n", 'blog:backend:\n    tag: "3f2a9c1d04be"\n')
          .replace("blog:frontend:\n", `blog:frontend:\n    tag: "${DIGEST}"\n`),
    ]);
    assert.equal(imageOf(plan, "backend"), "127.0.0.1:5001/blog/backend:3f2a9c1d04be");
    assert.equal(imageOf(plan, "frontend"), `127.0.0.1:5001/blog/frontend@${DIGEST}`);
    assert.deepEqual(
      plan.resources
        .filter(({ type }) => type === "docker:index/image:Image")
        .map(({ id }) => id.includes("database")),
      [true],
    );
    assert.deepEqual(
      plan.assumptions.map((sentence) => isSentence(sentence).split(" ").slice(0, 4).join(" ")),
      ["backend is held to", "frontend is held to"],
    );
  });
});

describe("a plan refuses, as the program does,", () => {
  const refusal = async (...edits: readonly Edit[]) => {
    const error: unknown = await planned("prod", ...edits).catch((reason: unknown) => reason);
    assert.ok(error instanceof Error, "nothing was refused");
    return error.message;
  };

  it("a wrong configuration, with the program's own sentence", async () => {
    assert.match(
      isSentence(await refusal(configured("prod", "  blog:rollbackDepth: 1"))),
      /^blog:rollbackDepth must be a whole number from 2 to 1000, got 1: /,
    );
  });

  it("a misspelt key, and a group of AWS that is none", async () => {
    assert.match(await refusal(configured("prod", "  blog:bakend: {}")), /^blog:bakend is not a known key: /);
    const group: Edit = [
      "Pulumi.prod.yaml",
      (text) => text.replace(/ {2}blog:aws:\n( {4}.*\n)+/, "  blog:aws: yes please\n"),
    ];
    assert.match(await refusal(group), /^blog:aws must be a group of keys, got "yes please": /);
  });

  it("a region that AWS does not have", async () => {
    assert.match(
      await refusal(configured("prod", "  aws:region: eu-nowhere-9")),
      /^aws:region is "eu-nowhere-9", /,
    );
  });

  it("a stack that has no file, naming those that have one", async () => {
    const error: unknown = await planned("nowhere").catch((reason: unknown) => reason);
    assert.match(isSentence((error as Error).message), /Pulumi\.nowhere\.yaml.*\(local, prod\)/);
  });

  it("a stack's file that is no YAML", async () => {
    assert.match(
      isSentence(await refusal(["Pulumi.prod.yaml", () => "config: [\n"])),
      /^Pulumi\.prod\.yaml cannot be read/,
    );
  });
});

describe("a plan and the network", () => {
  it("does without one, and leaves everything as it found it", async () => {
    const { fetch } = globalThis;
    const { PATH } = process.env;
    const connect = mock.method(Socket.prototype, "connect", () => {
      throw new Error("There is no network.");
    });
    try {
      await planned("prod");
    } finally {
      connect.mock.restore();
    }
    assert.equal(connect.mock.callCount(), 0);
    assert.equal(globalThis.fetch, fetch);
    assert.equal(process.env.PATH, PATH);
  });

  it("lets a program ask nobody but its registry", async () => {
    const asking = async () => ({ answer: await (await fetch("https://example.com/")).text() });
    const error: unknown = await inCopy([], () => runProgram(asking, "local")).catch(
      (reason: unknown) => reason,
    );
    assert.match(String(error), /reaches no network, and the program asked for https:\/\/example\.com\//);
  });
});
