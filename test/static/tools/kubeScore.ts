import { type Finding, objectName } from "../finding";
import { KUBE_SCORE, runTool } from "./run";

interface ScoredObject {
  readonly type_meta: { readonly kind: string };
  readonly object_meta: { readonly name: string; readonly namespace?: string };
  readonly checks: readonly {
    readonly check: { readonly id: string };
    /** From 1 to 10, where the rule is fulfilled. */
    readonly grade: number;
    readonly skipped: boolean;
    readonly comments: readonly { readonly path: string; readonly summary: string }[] | null;
  }[];
}

/** Rules that are off by default. */
const FURTHER = [
  "container-memory-requests-equal-limits",
  "container-ports-check",
  "container-seccomp-profile",
];

/** What kube-score has against the objects in a file. */
export async function kubeScore(file: string, stack: string, place: { folder: string; version: string }) {
  const options = ["--kubernetes-version", `v${place.version}`, "--output-format", "json"];
  const further = FURTHER.flatMap((rule) => ["--enable-optional-test", rule]);
  // Nobody may switch a rule off on the object itself, where no reason stands beside it.
  const args = ["score", ...options, ...further, "--disable-ignore-checks-annotations", file];
  // 1 tells of findings.
  const output = await runTool(KUBE_SCORE, args, { folder: place.folder, codes: [0, 1] });
  return (JSON.parse(output) as ScoredObject[]).flatMap((object) => findingsOf(object, stack));
}

function findingsOf({ type_meta, object_meta, checks }: ScoredObject, stack: string): Finding[] {
  const resource = objectName(type_meta.kind, object_meta.namespace, object_meta.name);
  return checks
    .filter(({ grade, skipped }) => grade < 10 && !skipped)
    .flatMap(({ check, comments }) =>
      (comments ?? []).map(({ path, summary }) => ({
        tool: "kube-score" as const,
        rule: check.id,
        resource,
        ...(path !== "" && { container: path }),
        problem: summary,
        stack,
      })),
    );
}
