import assert from "node:assert/strict";
import { Check } from "../../../commands/doctor/check";
import { quotas } from "../../../commands/doctor/checks/quotas";
import { rights } from "../../../commands/doctor/checks/rights";
import { examined } from "../../../commands/doctor/examination";
import { Finding } from "../../../commands/doctor/finding";
import { Subject } from "../../../commands/doctor/subject";
import { awsCommand } from "../awsCommand";
import { isSentence } from "../sentence";

const SUBJECT = {
  ...{ platform: "aws", cluster: "blog-prod", local: undefined },
  config: () => Promise.resolve({ platform: "aws", aws: { network: { natGateways: "perZone", zones: 3 } } }),
  session: () => Promise.resolve({ region: "eu-central-1" }),
  caller: () => Promise.resolve({ arn: "arn:aws:sts::111122223333:assumed-role/deployer/me" }),
} as unknown as Subject;

/** What a check says where AWS answers so, by the first two words of a question; others are denied. */
async function said(check: Check, answers: Readonly<Record<string, unknown>>): Promise<readonly Finding[]> {
  const cases = Object.entries(answers).map(
    ([words, answer]) => `"${words}") echo '${JSON.stringify(answer)}' ;;`,
  );
  const denied = "An error occurred (AccessDeniedException): you are not authorized";
  const undo = awsCommand(`case "$1 $2" in ${cases.join("\n")} *) echo "${denied}" >&2; exit 254 ;; esac`);
  try {
    const [{ findings }] = await Array.fromAsync(examined([{ ...check, after: [] }], SUBJECT));
    return findings;
  } finally {
    undo();
  }
}

describe("the account of a stack, for an update,", () => {
  const nano = { InstanceType: "t3.nano", CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 } };
  const account = {
    "eks list-clusters": { clusters: [] },
    "service-quotas get-service-quota": { Quota: { Value: 5 } },
    "ec2 describe-vpcs": { Vpcs: [{}] },
    "ec2 describe-addresses": { Addresses: [{}, {}, {}] },
    "ec2 describe-instances": {
      Reservations: [{ Instances: [nano, { ...nano, InstanceLifecycle: "spot" }] }, { Instances: [nano] }],
    },
  };

  it("must have room for what the stack takes", async () => {
    const [vpcs, addresses, cpus] = await said(quotas, account);

    assert.deepEqual(vpcs, { kind: "ok", text: "Of 5 VPCs, 1 are taken, and the stack takes 1." });
    assert.match(
      isSentence(addresses.text),
      /^Of 5 elastic IPs, 3 are taken, and the stack takes 3 more: .*L-0263D0A3/,
    );
    assert.match(
      isSentence(cpus.text),
      /^Of 5 vCPUs of on-demand instances, 4 are taken, .* 8 more: .*L-1216C47A/,
    );
  });

  it("needs no more room for a stack that is there", async () => {
    const found = await said(quotas, { "eks list-clusters": { clusters: ["blog-prod"] } });

    assert.deepEqual(found, [{ kind: "ok", text: "The stack has its place in the account already." }]);
  });

  it("is not asked for what one has no right to see", async () => {
    const unanswered = Object.entries(account).filter(([words]) => !words.startsWith("service-quotas"));
    for (const { kind, text } of await said(quotas, Object.fromEntries(unanswered))) {
      assert.equal(kind, "not asked");
      assert.match(text, /AccessDenied.*so how many .* are left is not known\.$/);
    }
    const [{ kind }] = await said(rights, {});
    assert.equal(kind, "not asked");
  });

  it("says which rights are missing", async () => {
    const verdict = (name: string, decision: string) => ({ EvalActionName: name, EvalDecision: decision });
    const results = [verdict("eks:CreateCluster", "allowed"), verdict("iam:PassRole", "implicitDeny")];
    const question = "iam simulate-principal-policy";

    const [missing] = await said(rights, { [question]: { EvaluationResults: results } });
    assert.match(isSentence(missing.text), /^You may not do iam:PassRole: /);
    const [enough] = await said(rights, { [question]: { EvaluationResults: results.slice(0, 1) } });
    assert.equal(enough.kind, "ok");
  });
});
