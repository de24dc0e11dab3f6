import assert from "node:assert/strict";
import { digestIn } from "../../../commands/github/digest";
import { failureOf } from "../../../commands/github/failure";
import { violationsIn } from "../../../commands/github/policies";
import { previewReport } from "../../../commands/github/previewReport";
import { CLUSTER, DEPLOYMENT, digestOf, IMAGE, step, urn } from "./digests";

const report = (...args: Parameters<typeof digestOf>) =>
  previewReport({ stack: "prod", digest: digestOf(...args), violations: [], failure: undefined });
const lines = (text: string) => text.split("\n");

describe("the report of a preview", () => {
  it("says when nothing would change", () => {
    const nothing = report([step("same", "pulumi:pulumi:Stack", "blog-prod")]);
    assert.equal(nothing, "### Preview of `prod`: nothing would change");
  });

  it("counts changes in its first line, what is lost in bold and before all else", () => {
    const text = report([
      step("create", DEPLOYMENT, "frontend"),
      step("update", DEPLOYMENT, "backend"),
      step("replace", CLUSTER, "blog-prod"),
      step("delete", "aws:ec2/vpc:Vpc", "old"),
    ]);
    const [head] = lines(text);
    assert.equal(head, "### Preview of `prod`: 1 **to delete**, 1 **to replace**, 1 to update, 1 to create");
  });

  it("names what is replaced, and why, and what is deleted, in bold", () => {
    const text = report([
      step("replace", CLUSTER, "blog-prod", { replaceReasons: ["accessConfig", "name"] }),
      step("delete", "aws:ec2/vpc:Vpc", "old"),
    ]);
    assert.deepEqual(
      lines(text).filter((line) => line.startsWith("- **")),
      ["- **delete Vpc `old`**", "- **replace Cluster `blog-prod`**, because of `accessConfig`, `name`"],
    );
  });

  it("counts a replacement once, whichever of its steps are shown", () => {
    const steps = ["create-replacement", "replace", "delete-replaced"];
    const text = report(steps.map((op) => step(op, CLUSTER, "blog-prod")));
    assert.match(text, /prod`: 1 \*\*to replace\*\*\n/);
  });

  it("counts by kind and what happens to it", () => {
    const text = report([
      step("update", DEPLOYMENT, "backend"),
      step("update", DEPLOYMENT, "frontend"),
      step("delete", "aws:ec2/vpc:Vpc", "old"),
    ]);
    assert.ok(text.includes("| resources | **to delete** | to update |\n"));
    assert.ok(text.includes("| Deployment |  | 2 |\n| Vpc | **1** |  |"));
  });

  it("leaves out components, the stack and its providers", () => {
    const text = report([
      step("create", "pulumi:pulumi:Stack", "blog-prod"),
      step("create", "blog:index:Service", "backend"),
      step("create", "blog:platform:Aws$pulumi:providers:kubernetes", "blog-prod"),
    ]);
    assert.match(text, /nothing would change/);
  });

  it("tells an image that stays in its registry from what is deleted", () => {
    const text = report([step("delete", IMAGE, "backend", { oldState: { retainOnDelete: true } })]);
    assert.match(text, /prod`: 1 to let go\n/);
    assert.doesNotMatch(text, /\*\*to delete|\*\*delete/);
  });

  it("says for each image whether it is built or there", () => {
    const text = report(
      [],
      ["info", "backend 3f2a9c1d04be → 91bc07e6a2f1: will build\n"],
      ["info", "frontend 0b5c2d7e8f90 → 70e64f946ea3: already in the registry\n"],
      ["info", "database a71de5c49543: pinned\n"],
      ["info", "something else: that is no image\n"],
    );
    assert.deepEqual(
      lines(text).filter((line) => /^\| \w+ba|^\| backend|^\| frontend/.test(line)),
      [
        "| backend | `3f2a9c1d04be → 91bc07e6a2f1` | **will build** |",
        "| frontend | `0b5c2d7e8f90 → 70e64f946ea3` | already in the registry |",
        "| database | `a71de5c49543` | **pinned** |",
      ],
    );
    assert.doesNotMatch(text, /something else/);
  });

  it("passes warnings on, but none about where the CLI has its parts from", () => {
    const text = report(
      [],
      ["warning", "warning: the cluster will not let in who previews\n"],
      ["warning", "warning: using pulumi-language-nodejs from $PATH at /somewhere\n"],
    );
    assert.deepEqual(
      lines(text).filter((line) => line.includes("warning")),
      ["- warning: `the cluster will not let in who previews`"],
    );
  });

  it("names the properties of a change, and shows no value of any", () => {
    const digest = digestIn(
      JSON.stringify({
        steps: [
          {
            ...step("update", "kubernetes:core/v1:Secret", "database-user"),
            oldState: { inputs: { stringData: { password: "hunter2" } }, outputs: { password: "hunter2" } },
            newState: { inputs: { stringData: { password: "correct horse" } } },
            detailedDiff: { "stringData.password": { kind: "update", inputDiff: true } },
          },
        ],
        config: { "blog:secret": "battery" },
      }),
    );
    const text = previewReport({ stack: "prod", digest, violations: [], failure: undefined });
    assert.match(text, /- update Secret `database-user`: `stringData.password`/);
    assert.doesNotMatch(text, /hunter2|correct horse|battery/);
  });

  it("shows names as they are, whatever markdown could make of them", () => {
    const text = report(
      [step("delete", "aws:s3/bucket:Bucket", "a`b @octocat <img>")],
      ["warning", "warning: ask @octocat | `now`"],
    );
    assert.ok(text.includes("- **delete Bucket ``a`b @octocat <img>``**"), text);
    assert.ok(text.includes("- warning: `` ask @octocat | `now` ``"), text);
  });
});

describe("the report of a preview that failed", () => {
  const failed = digestOf(
    [step("update", DEPLOYMENT, "backend")],
    ["info", "backend 3f2a9c1d04be: unchanged"],
  );
  failed.diagnostics.push(
    { severity: "error", message: "error: blog:nonsense is not a known key: remove it.\n" },
    { severity: "error", message: "error: quota exceeded\n", urn: urn(CLUSTER, "blog-prod") },
    { severity: "error", message: "error: preview failed\n" },
  );

  it("says why in the words of the program and of the resources", () => {
    assert.equal(
      failureOf("prod", failed, [], "error: update failed"),
      "blog:nonsense is not a known key: remove it.\nCluster blog-prod: quota exceeded",
    );
  });

  it("begins with that and counts no changes, which are not all of them", () => {
    const text = previewReport({ stack: "prod", digest: failed, violations: [], failure: "It is wrong." });
    assert.match(text, /^### Preview of `prod` failed\n\n```text\nIt is wrong\.\n```\n/);
    assert.doesNotMatch(text, /to update/);
    assert.match(text, /\| backend \|/);
  });

  it("takes what the CLI says where it stopped before the program ran", () => {
    assert.equal(digestIn("error: no stack named 'prod' found"), undefined);
    assert.match(
      failureOf("prod", undefined, [], "error: no stack named 'prod' found\n"),
      /no stack named 'prod' found/,
    );
    assert.match(failureOf("prod", undefined, [], "passphrase must be set"), /set PULUMI_CONFIG_PASSPHRASE/);
    assert.match(failureOf("prod", undefined, [], ""), /without a word/);
  });
});

describe("the report of a preview with a policy pack", () => {
  const event = (enforcementLevel: string, message: string) =>
    JSON.stringify({
      sequence: 1,
      policyEvent: { policyName: "limits", enforcementLevel, message, resourceUrn: "x" },
    });
  const log = [
    event("advisory", "Deployment frontend has no limit: set one."),
    event("mandatory", "<{%fg 1%}>Pods have limits.\nDeployment backend has no limit: set one.<{%reset%}>\n"),
    event("mandatory", "Deployment backend has no limit: set one."),
    JSON.stringify({ sequence: 2, resourcePreEvent: { metadata: {} } }),
    "",
  ].join("\n");
  const violations = violationsIn(log);

  it("shows each violation once, those first that stopped it", () => {
    const text = previewReport({ stack: "prod", digest: digestOf([]), violations, failure: undefined });
    assert.deepEqual(
      lines(text).filter((line) => line.startsWith("| limits")),
      [
        "| limits | **mandatory** | `Deployment backend has no limit: set one.` |",
        "| limits | advisory | `Deployment frontend has no limit: set one.` |",
      ],
    );
  });

  it("says what was forbidden where nothing else went wrong", () => {
    assert.equal(
      failureOf("prod", digestOf([]), violations, ""),
      "Deployment backend has no limit: set one.",
    );
  });
});
