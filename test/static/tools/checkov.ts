import { type Finding, objectName } from "../finding";
import { PYTHON, runTool } from "./run";

/** What checkov says of everything in a folder. */
export interface CheckovReport {
  readonly findings: readonly Finding[];
  /** Resources, by the ids of the rules that they fulfil. */
  readonly passed: readonly Omit<Finding, "problem">[];
}

interface Check {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

interface Output {
  readonly check_type: "kubernetes" | "terraform";
  readonly results: {
    readonly passed_checks: readonly Check[];
    readonly failed_checks: readonly Check[];
    readonly parsing_errors: readonly string[];
  };
}

const OPTIONS = [
  ...["--framework", "kubernetes", "terraform", "--output", "json", "--compact", "--soft-fail"],
  // It would ask its maker's service for the rules' severities.
  "--skip-download",
];

/** Checks all that lies in a folder at once, for it takes seconds to start. The folders in it are named after stacks. */
export async function checkov(folder: string): Promise<CheckovReport> {
  const args = ["-P", "-m", "checkov.main", "--directory", folder, ...OPTIONS];
  const output = JSON.parse(await runTool(PYTHON, args, { folder })) as Output | Output[];
  const reports = Array.isArray(output) ? output : [output];
  const unread = reports.flatMap(({ results }) => results.parsing_errors);
  if (unread.length > 0)
    throw new Error(`checkov cannot read ${unread.join(", ")}: look at how it is written.`);
  const of = ({ check_type }: Output) =>
    check_type === "kubernetes" ? kubernetesResource : terraformResource;
  return {
    findings: reports.flatMap((report) =>
      report.results.failed_checks.map((check) => finding(check, of(report))),
    ),
    passed: reports.flatMap((report) =>
      report.results.passed_checks.map((check) => finding(check, of(report))),
    ),
  };
}

const finding = (check: Check, nameOf: (resource: string) => string): Finding => ({
  tool: "checkov",
  rule: check.check_id,
  resource: nameOf(check.resource),
  problem: check.check_name,
  stack: check.file_path.split("/")[1] ?? "",
});

/** "Deployment.blog.backend"; names may have points, and what lies in no namespace is in "default" to checkov. */
function kubernetesResource(resource: string): string {
  const [kind = "", namespace, ...name] = resource.split(".");
  return objectName(kind, namespace, name.join("."));
}

/** "aws_eks_cluster.blog-prod" */
const terraformResource = (resource: string) => resource.replace(".", " ");
