import assert from "node:assert/strict";
import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { AssociateAccessPolicyCommand, CreateAccessEntryCommand, EKSClient } from "@aws-sdk/client-eks";
import { Account, REGION } from "../production/account";
import { changeBackend } from "../sources";
import { Workspace } from "../workspace";
import { makeRepository, Runner } from "./steps";

const ISSUER = "token.actions.githubusercontent.com";

/** Production in the double of AWS, and the roles that its workflows take on. */
describe("the steps of the workflows, run with their roles", function () {
  this.timeout(900_000);
  let account: Account;
  let workspace: Workspace;
  let runner: Runner;

  before(async () => {
    account = await Account.prepare();
    workspace = await account.workspace();
    const { code, output } = await workspace.up();
    assert.equal(code, 0, output);
    makeRepository(workspace);
    const backend = workspace.variables.PULUMI_BACKEND_URL ?? "";
    runner = new Runner(workspace, { "vars.PULUMI_BACKEND_URL": backend });
  });
  after(async () => {
    workspace?.remove();
    await account?.aws.stop();
  });

  it("find no drift as the role that docs/workflows.md has for that", async () => {
    const session = await account.workflow(await makeDriftRole(account), "ref:refs/heads/main");
    const { code, output, outputs } = await account.as(session, workspace, () =>
      runner.step("drift.yml", "look", "drift"),
    );
    assert.equal(code, 0, output);
    assert.equal(outputs.drift, "");
  });

  it("preview a change as the role for pull requests, and pass the policy pack", async () => {
    changeBackend(workspace);
    const session = await account.workflow(await account.roleOf(workspace, "previewRole"), "pull_request");
    const { code, output, outputs } = await account.as(session, workspace, () =>
      runner.step("preview.yml", "preview", "preview"),
    );
    assert.equal(code, 0, output);
    assert.match(outputs.preview ?? "", /^\| backend \| `.+` \| \*\*will build\*\* \|$/m);
  });

  it("guard and deploy as the role for deployments", async () => {
    const role = await account.roleOf(workspace, "deployRole");
    const session = await account.workflow(role, "environment:production");
    await account.as(session, workspace, async () => {
      for (const command of ["guard", "deploy --stack"]) {
        const { code, output } = await runner.step("deploy.yml", "deploy", command);
        assert.equal(code, 0, output);
      }
    });
  });
});

/** The same as the commands of docs/workflows.md. */
async function makeDriftRole({ aws, key }: Account): Promise<string> {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = aws.environment;
  const options = { region: REGION, endpoint: aws.url, credentials: { accessKeyId, secretAccessKey } };
  const [iam, eks] = [new IAMClient(options), new EKSClient(options)];
  const RoleName = "blog-prod-drift";
  const policy = (Statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
  const AssumeRolePolicyDocument = policy({
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${ISSUER}` },
    Condition: {
      StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
      StringLike: {
        [`${ISSUER}:sub`]: [
          "repo:octo-org/blog:ref:refs/heads/main",
          "repo:octo-org@*/blog@*:ref:refs/heads/main",
        ],
      },
    },
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  const PolicyArn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  const PolicyDocument = policy({ Effect: "Allow", Action: "kms:Decrypt", Resource: key });
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: "state", PolicyDocument }));
  const entry = { clusterName: "blog-prod", principalArn: Role?.Arn ?? "" };
  await eks.send(new CreateAccessEntryCommand(entry));
  const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminViewPolicy";
  await eks.send(new AssociateAccessPolicyCommand({ ...entry, policyArn, accessScope: { type: "cluster" } }));
  return entry.principalArn;
}
