import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ApiRequest } from "../../doubles/aws/double";
import type { Row } from "../../../commands/releases/rows";
import { registry } from "../registry";
import { Operator } from "../rollback/operator";
import { CHANGED_BACKEND, changeBackend } from "../sources";
import { Workspace } from "../workspace";
import { Account, DOMAIN } from "./account";

/** One account, one stack: each test goes on from where the one before it left both. */
describe("the stack of production", function () {
  this.timeout(600_000);
  let account: Account;
  let workspace: Workspace;

  before(async () => {
    account = await Account.prepare();
    workspace = await account.workspace();
  });
  after(async () => {
    workspace?.remove();
    await account?.aws.stop();
  });

  it("is previewed in an empty account without a change there", async () => {
    const before = await account.aws.everything();
    const asked = await account.during(async () => {
      const preview = await workspace.preview();
      assert.equal(preview.code, 0, preview.output);
      assert.deepEqual(new Set(preview.plan.values()), new Set(["create"]));
    });
    assert.deepEqual(changesIn(asked), []);
    assert.deepEqual(await account.aws.everything(), before);
  });

  it("comes up", async () => {
    const update = await workspace.up();
    assert.equal(update.code, 0, update.output);
    console.log(`      ${update.plan.size} resources, ${(await account.made()).length} of them in AWS`);
    assert.match(update.output, new RegExp(`https://${DOMAIN}`));
  });

  it("is left as it is by a second update", async () => {
    const update = await workspace.up("--expect-no-changes");
    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, []);
  });

  it("is found by a refresh as it was left", async () => {
    const refresh = await workspace.refresh("--expect-no-changes");
    assert.equal(refresh.code, 0, refresh.output);
  });

  it("shows a changed service, and nothing else, to a role that may only look", async () => {
    changeBackend(workspace);
    const before = await account.made();
    const images = workspace.images;
    const session = await account.workflow(await account.roleOf(workspace, "previewRole"), "pull_request");

    const asked = await account.during(async () => {
      const preview = await account.as(session, workspace, () => workspace.preview());
      assert.equal(preview.code, 0, preview.output);
      assert.deepEqual(preview.changes, CHANGED_BACKEND);
    });

    assert.deepEqual(changesIn(asked), []);
    assert.deepEqual(await account.made(), before);
    assert.deepEqual(workspace.images, images);
  });

  it("cannot be changed by that role", async () => {
    const session = await account.workflow(await account.roleOf(workspace, "previewRole"), "pull_request");
    const before = await account.made();

    const update = await account.as(session, workspace, () => workspace.up());

    assert.notEqual(update.code, 0);
    assert.match(update.output, /AccessDenied/);
    assert.deepEqual(await account.made(), before);
  });

  it("is released by the role for deployments", async () => {
    const role = await account.roleOf(workspace, "deployRole");
    const session = await account.workflow(role, "environment:production");
    const update = await account.as(session, workspace, () => workspace.up());
    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, CHANGED_BACKEND);
  });

  it("tells a workflow what ran, and shows it a rollback, with the registry's login that its role gets", async () => {
    const session = await account.workflow(
      await account.roleOf(workspace, "deployRole"),
      "environment:production",
    );
    const operator = await Operator.elsewhere(workspace);
    const [file, before] = [readFileSync(workspace.path("Pulumi.prod.yaml"), "utf8"), await account.made()];

    const asked = await account.during(() =>
      account.as({ ...session, ...reachEcr() }, workspace, async () => {
        const { code, out, err } = await operator.run("releases", "--json");
        assert.equal(code, 0, err);
        assert.equal(err, "");
        const [live, earlier] = (JSON.parse(out) as Row[]).filter(({ service }) => service === "backend");
        assert.deepEqual([live.inRegistry, earlier.inRegistry], [true, true]);

        const preview = await operator.run(
          "rollback",
          "--to",
          "previous",
          "--service",
          "backend",
          "--preview",
        );
        assert.equal(preview.code, 0, preview.err);
        assert.match(preview.out, new RegExp(`^backend ${live.tag} → ${earlier.tag}$`, "m"));
        assert.match(preview.out, /^ {2}would update Deployment backend\n1 resource would change\.$/m);
      }),
    );

    for (const name of Object.keys(reachEcr())) delete workspace.variables[name];
    assert.ok(asked.some(({ service, action }) => service === "ecr" && action === "GetAuthorizationToken"));
    assert.equal(readFileSync(workspace.path("Pulumi.prod.yaml"), "utf8"), file);
    assert.deepEqual(await account.made(), before);
  });

  it("gets a change of its network and of its cluster in place", async () => {
    workspace.configure({
      "blog:aws": { ...account.keys, logRetentionDays: 30, apiAccess: ["203.0.113.7/32", "198.51.100.0/24"] },
    });
    const update = await workspace.up();
    assert.equal(update.code, 0, update.output);
    assert.deepEqual(update.changes, [
      "update Cluster blog-prod",
      "update LogGroup blog-prod",
      "update LogGroup blog-prod-flow-logs",
    ]);
  });

  it("refuses to be destroyed as long as it is protected", async () => {
    const before = await account.made();
    const destroy = await workspace.run("destroy", "--yes");
    assert.notEqual(destroy.code, 0);
    assert.match(destroy.output, /protected/);
    assert.deepEqual(await account.made(), before);
  });

  it("leaves nothing but what holds data when it is destroyed", async () => {
    workspace.configure({ "blog:database": { protect: false } });
    const update = await workspace.up();
    assert.equal(update.code, 0, update.output);

    const destroy = await workspace.destroy();

    assert.equal(destroy.code, 0, destroy.output);
    const left = (await account.made()).map(({ service, kind }) => `${service} ${kind}`);
    assert.deepEqual(left.sort(), RETAINED);
  });
});

const reachEcr = () => ({
  NODE_OPTIONS: `--import=${join(__dirname, "reachEcr.mjs")}`,
  REGISTRY_OF_THE_TESTS: registry().host,
});

/** The backups, and the key without which nobody can read them. */
const RETAINED = ["kms Key", "s3 Bucket"];

/** Requests that change something; to decrypt is to read. */
const changesIn = (asked: readonly ApiRequest[]) =>
  asked
    .filter(({ readOnly, action }) => !readOnly && action !== "Decrypt")
    .map(({ service, action }) => `${service} ${action}`);
