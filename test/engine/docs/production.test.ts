import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commandsOf, DocumentCommand, placeOf } from "../../docs/documentCommands";
import { isExecuted } from "../../docs/treatment";
import { Result, run } from "../../docs/shell";
import { Account, REGION } from "../production/account";
import { environmentIn, linkPlugins } from "../environment";
import { copyProject } from "../project";

const DOCUMENT = "docs/production.md";

/** An account as it is before the first command of the document: a role to deploy with, a zone, and nothing else. */
describe("an operator who follows the document on production", function () {
  this.timeout(600_000);
  const commands = commandsOf(DOCUMENT).filter(isExecuted("engine"));
  let account: Account;
  const folder = mkdtempSync(join(tmpdir(), "blog-documents-"));
  let results: ReadonlyMap<DocumentCommand, Result>;

  before(async () => {
    account = await Account.prepare();
    copyProject(folder);
    mkdirSync(join(folder, "home"));
    linkPlugins(join(folder, "home"));
    const signedIn = { ...account.aws.environment, ...(await account.signIn(account.deployer)) };
    // Backend and stack are what the document's own commands choose.
    const env = environmentIn(folder, "prod");
    for (const name of ["PULUMI_BACKEND_URL", "PULUMI_STACK", "PULUMI_CONFIG_PASSPHRASE"]) delete env[name];
    const executed = await run(commands, {
      folder,
      // Version 1 of the aws CLI, which the lab has, does not read AWS_REGION.
      env: { ...process.env, ...env, ...signedIn, AWS_DEFAULT_REGION: REGION },
      replace: {
        "arn:aws:iam::111122223333:role/deployer": account.deployer,
        // The double speaks no virtual hosts.
        "s3://$BUCKET?region=$AWS_REGION": "s3://$BUCKET?region=$AWS_REGION&s3ForcePathStyle=true",
      },
    });
    results = new Map(executed.map((result) => [result.command, result]));
  });
  after(async () => {
    rmSync(folder, { recursive: true, force: true });
    await account?.aws.stop();
  });

  for (const command of commands) {
    it(placeOf(command).split("\n")[0], () => {
      const { code, output } = results.get(command) ?? assert.fail("it was not reached");
      assert.equal(code, 0, output);
    });
  }
});
