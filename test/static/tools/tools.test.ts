import assert from "node:assert/strict";
import { type Examination, examination } from "../examination";
import type { Finding } from "../finding";
import { CARELESS } from "../situations";

type Case = [tool: Finding["tool"], rule: string, careless: string, ours: string];

/** Rules, what of the careless program breaks each, and what of ours keeps it. */
const CASES: readonly Case[] = [
  ["checkov", "CKV2_AWS_6", "aws_s3_bucket bare", "aws_s3_bucket blog-prod-backups"],
  ["checkov", "CKV_AWS_21", "aws_s3_bucket bare", "aws_s3_bucket blog-prod-backups"],
  ["checkov", "CKV_AWS_145", "aws_s3_bucket bare", "aws_s3_bucket blog-prod-backups"],
  ["checkov", "CKV2_AWS_61", "aws_s3_bucket bare", "aws_s3_bucket blog-prod-backups"],
  ["checkov", "CKV_AWS_38", "aws_eks_cluster open", "aws_eks_cluster blog-prod"],
  ["checkov", "CKV_AWS_37", "aws_eks_cluster open", "aws_eks_cluster blog-prod"],
  ["checkov", "CKV_AWS_58", "aws_eks_cluster open", "aws_eks_cluster blog-prod"],
  ["checkov", "CKV2_AWS_11", "aws_vpc flat", "aws_vpc blog-prod"],
  ["checkov", "CKV2_AWS_12", "aws_vpc flat", "aws_vpc blog-prod"],
  ["checkov", "CKV_AWS_130", "aws_subnet flat", "aws_subnet blog-prod-private-a"],
  ["checkov", "CKV_AWS_51", "aws_ecr_repository moving", "aws_ecr_repository backend"],
  ["checkov", "CKV_AWS_163", "aws_ecr_repository moving", "aws_ecr_repository backend"],
  ["checkov", "CKV_AWS_136", "aws_ecr_repository moving", "aws_ecr_repository backend"],
  ["checkov", "CKV_AWS_158", "aws_cloudwatch_log_group plain", "aws_cloudwatch_log_group blog-prod"],
  ["checkov", "CKV_AWS_7", "aws_kms_key eternal", "aws_kms_key blog-prod"],
  ["checkov", "CKV_AWS_33", "aws_kms_key eternal", "aws_kms_key blog-prod"],
  ["checkov", "CKV_AWS_60", "aws_iam_role nodes", "aws_iam_role blog-prod-node"],
  ["checkov", "CKV_AWS_393", "aws_iam_role anybody", "aws_iam_role blog-prod-deploy"],
  ["checkov", "CKV_AWS_286", "aws_iam_role_policy anybody", "aws_iam_role_policy blog-prod-deploy"],
  ["checkov", "CKV_AWS_355", "aws_iam_role_policy anybody", "aws_iam_role_policy blog-prod-preview"],
  ["checkov", "CKV_K8S_16", "Deployment shell/shell", "Deployment blog-proxy/haproxy"],
  ["checkov", "CKV_K8S_23", "Deployment shell/shell", "StatefulSet blog/database"],
  ["kube-score", "pod-networkpolicy", "Deployment shell/shell", "StatefulSet blog/database"],
  ["kube-score", "service-targets-pod", "Service shell/shell", "Service blog/backend"],
  ["kube-score", "container-seccomp-profile", "Deployment shell/shell", "Deployment blog-proxy/haproxy"],
];

describe("the tools", function () {
  this.timeout(600_000);
  let examined: Examination;
  before(async () => {
    examined = await examination();
  });
  const breaks = (tool: string, rule: string, resource: string) =>
    examined.findings.some(
      (finding) => finding.tool === tool && finding.rule === rule && finding.resource === resource,
    );
  const keeps = (rule: string, resource: string) =>
    examined.passed.some((check) => check.rule === rule && check.resource === resource);

  for (const [tool, rule, careless, ours] of CASES) {
    it(`find that ${careless} breaks ${rule}, and ${ours} does not`, () => {
      assert.ok(breaks(tool, rule, careless), "not found");
      assert.ok(!breaks(tool, rule, ours), "found in ours");
      if (tool === "checkov") assert.ok(keeps(rule, ours), "never looked at");
    });
  }

  it("follow connections between resources", () => {
    assert.ok(!breaks("checkov", "CKV2_AWS_6", "aws_s3_bucket private"));
    assert.ok(breaks("checkov", "CKV_AWS_21", "aws_s3_bucket private"));
  });

  it("find a field that Kubernetes does not have", () => {
    const found = examined.findings.filter(({ tool }) => tool === "schema");
    assert.deepEqual(
      found.map(({ resource, stack, problem }) => [resource, stack, problem]),
      [
        [
          "Deployment shell/shell",
          CARELESS,
          "spec: Additional properties are not allowed ('replica' was unexpected)",
        ],
      ],
    );
  });

  it("read each policy of a role", () => {
    const judged = new Set(
      [...examined.findings, ...examined.passed]
        .filter(({ rule }) => rule === "CKV_AWS_290")
        .map(({ resource }) => resource),
    );
    const roles = [...examined.stacks.values()]
      .flatMap(({ resources }) => resources)
      .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    assert.ok(roles.length > 5);
    for (const { name } of roles) assert.ok(judged.has(`aws_iam_role_policy ${name}`), name);
  });
});
