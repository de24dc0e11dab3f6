import assert from "node:assert/strict";
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Outcome } from "../outcome";
import { Workspace } from "../workspace";
import { Account } from "./account";

/** What is wrong, and what is said of it by the real aws CLI, the stand-in for the provider, and the program. */
const WRONG: Record<string, [change: (workspace: Workspace, account: Account) => void, sentence: RegExp]> = {
  "without credentials": [
    ({ variables }) => {
      for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"])
        variables[name] = "";
    },
    /^There are no AWS credentials: sign in/,
  ],
  "with expired credentials": [
    ({ variables }) => (variables.AWS_ACCESS_KEY_ID = "EXPIRED"),
    /^The AWS credentials have expired: sign in again/,
  ],
  "with credentials that AWS does not know": [
    ({ variables }) => (variables.AWS_ACCESS_KEY_ID = "INVALID"),
    /^AWS does not accept the credentials in the region "eu-central-1": check/,
  ],
  "without the aws CLI": [withoutCli, /^The AWS CLI is missing, which logs in to the cluster: install it/],
  "by somebody whom the cluster would not let in": [
    (workspace, account) =>
      workspace.configure({
        "blog:aws": { ...account.keys, admins: ["arn:aws:iam::123456789012:role/other"] },
      }),
    /^The credentials are those of .*, whom the cluster will not let in: add/,
  ],
  "with a Kubernetes version out of standard support": [
    (workspace, account) =>
      workspace.configure({ "blog:aws": { ...account.keys, kubernetesVersion: "1.32" } }),
    /^blog:aws\.kubernetesVersion is "1\.32", which is not in EKS's standard support: choose one of/,
  ],
  "with a domain whose zone is not there": [
    (workspace) => workspace.configure({ "blog:proxy": { domain: "blog.example.org" } }),
    /^The account has no public Route 53 zone "example\.org" for blog:proxy\.domain: make it/,
  ],
};

describe("an update of production", function () {
  this.timeout(600_000);
  let account: Account;
  let origin: Workspace;

  before(async () => {
    account = await Account.prepare();
    origin = await account.workspaceWithLocalState();
  });
  after(async () => {
    origin?.remove();
    await account?.aws.stop();
  });

  for (const [name, [change, sentence]] of Object.entries(WRONG)) {
    it(`${name} is refused before anything is made`, async () => {
      const workspace = origin.copy();
      try {
        change(workspace, account);
        refused(await workspace.up(), sentence);
        assert.deepEqual(await account.made(), []);
        assert.deepEqual(workspace.objects, []);
      } finally {
        workspace.remove();
      }
    });
  }
});

function refused(update: Outcome, sentence: RegExp): void {
  assert.notEqual(update.code, 0);
  assert.equal(update.errors.length, 1, update.output);
  assert.match(update.errors[0], sentence);
  assert.match(update.errors[0], /\.$/);
  assert.equal(update.errors[0].split("\n").length, 1, update.errors[0]);
}

/** Leaves nothing on PATH but what Pulumi itself needs. */
function withoutCli(workspace: Workspace): void {
  const folder = workspace.path("commands");
  mkdirSync(folder);
  for (const name of ["pulumi", "pulumi-language-nodejs", "node", "sh"])
    symlinkSync(which(name), `${folder}/${name}`);
  workspace.variables.PATH = folder;
}

function which(name: string): string {
  const found = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  const file = found.find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error(`${name} is not on PATH.`);
  return file;
}
