/** Something that a rule says against a resource of a stack. */
export interface Finding {
  readonly tool: "checkov" | "kube-score" | "schema";
  /** The tool's own id of the rule. */
  readonly rule: string;
  /** "aws_s3_bucket blog-prod-backups", "Deployment blog/backend", "Namespace blog". */
  readonly resource: string;
  /** Container that it is about. @default the resource as a whole */
  readonly container?: string;
  /** What the rule asks for or complains about. */
  readonly problem: string;
  /** Situation in which it was found. */
  readonly stack: string;
}

/** How an object of Kubernetes is called in findings. */
export const objectName = (kind: string, namespace: string | undefined, name: string) =>
  namespace === undefined || namespace === "" || namespace === "default"
    ? `${kind} ${name}`
    : `${kind} ${namespace}/${name}`;
