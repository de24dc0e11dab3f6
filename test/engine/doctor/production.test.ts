import assert from "node:assert/strict";
import { Account } from "../production/account";
import { Workspace } from "../workspace";
import { doctor, problemsOf, Said, withCommands } from "./doctor";

describe('"npm run doctor" on the stack of production', function () {
  this.timeout(300_000);
  let account: Account;
  let workspace: Workspace;
  before(async () => {
    account = await Account.prepare();
    workspace = withCommands(await account.workspace());
  });
  after(() => account.aws.stop());

  it("finds nothing that stops a first update, and changes nothing", async () => {
    let said: Said | undefined;
    const before = await account.aws.everything();
    const requests = await account.during(async () => {
      said = await doctor(workspace, "--stack", "prod");
    });

    assert.equal(said?.code, 0, said?.output ?? "");
    assert.deepEqual(problemsOf(said), []);
    // To decrypt is no look by its verb; it changes nothing.
    const changing = requests.filter(({ readOnly, action }) => !readOnly && action !== "Decrypt");
    assert.deepEqual(changing, []);
    assert.deepEqual(await account.aws.everything(), before);
    for (const action of [...["GetCallerIdentity", "DescribeVpcs", "GetAuthorizationToken", "ListObjectsV2"]])
      assert.ok(
        requests.some((request) => request.action === action),
        `${action} was not asked: ${said.output}`,
      );
    assert.match(String(said.lines.get("ok credentials")), /assumed-role\/deployer/);
    assert.ok(said.lines.has("ok lock"), said.output);
    assert.match(String(said.lines.get("ok cluster")), /not there yet/);
    // The double knows neither quotas nor what rights somebody would have.
    assert.equal(said.lines.get("not asked quotas")?.length, 3, said.output);
    assert.ok(said.lines.has("not asked rights"), said.output);
  });

  it("says whose credentials they are where the stack is for somebody else", async () => {
    const other = workspace.copy();
    const admin = (arn: string) => other.configure({ "blog:aws": { ...account.keys, admins: [arn] } });

    admin("arn:aws:iam::999999999999:role/deployer");
    const elsewhere = await doctor(other, "--stack", "prod");
    assert.equal(elsewhere.code, 1);
    assert.match(problemsOf(elsewhere).join(), /names the account 999999999999: sign in to that one\.$/);
    assert.match(String(elsewhere.lines.get("not asked quotas")), /First comes what is said of credentials/);

    admin("arn:aws:iam::123456789012:role/ada");
    const unknown = await doctor(other, "--stack", "prod");
    assert.match(problemsOf(unknown).join(), /whom the cluster will not let in: add that role or user /);
    other.remove();
  });

  it("tells credentials that are none, and still all that can be asked without", async () => {
    const nobody = { AWS_ACCESS_KEY_ID: "", AWS_SECRET_ACCESS_KEY: "", AWS_EC2_METADATA_DISABLED: "true" };
    const { code, lines } = await account.as(nobody, workspace, () => doctor(workspace, "--stack", "prod"));

    assert.equal(code, 1);
    assert.match(String(lines.get("problem credentials")), /^There are no AWS credentials: sign in /);
    assert.ok(lines.has("ok Docker"));
    assert.ok(lines.has("ok configuration"));
    assert.ok(lines.has("problem stack"));
  });
});
