import type { Finding } from "./finding";

/** A rule that does not hold for some resources, and why. */
export interface Waiver {
  readonly tool: Finding["tool"];
  readonly rule: string;
  /** The only complaint of the rule that is meant. @default all that it has */
  readonly problem?: string;
  /** The only stack that is meant. @default all */
  readonly stack?: string;
  /** Resources by their names in findings, each with its container where the finding has one: "Deployment blog/backend: backend". */
  readonly resources: readonly string[];
  /** Why the resources are right as they are. */
  readonly reason: string;
}

export interface Judgement {
  /** One sentence for each finding that no waiver covers. */
  readonly unwaived: readonly string[];
  /** One sentence for each resource of a waiver that covers no finding any more. */
  readonly stale: readonly string[];
}

/** Holds findings against waivers; a finding that several stacks have in common is told once. */
export function judge(findings: readonly Finding[], waivers: readonly Waiver[], file: string): Judgement {
  const unwaived = findings.filter(
    (finding) =>
      !waivers.some((waiver) => waiver.resources.includes(placeOf(finding)) && covers(waiver, finding)),
  );
  const sentences = new Map<string, string[]>();
  for (const finding of unwaived) {
    const { tool, rule, problem, stack } = finding;
    const text = `${tool} ${rule}: ${placeOf(finding)} breaks "${problem}"`;
    sentences.set(text, [...(sentences.get(text) ?? []), stack]);
  }
  return {
    unwaived: [...sentences].map(
      ([text, stacks]) =>
        `${text} in ${[...new Set(stacks)].join(", ")}: change it, or waive it with a reason in ${file}.`,
    ),
    stale: waivers.flatMap((waiver) => staleParts(waiver, findings, file)),
  };
}

function staleParts(waiver: Waiver, findings: readonly Finding[], file: string): string[] {
  const covered = new Set(findings.filter((finding) => covers(waiver, finding)).map(placeOf));
  return waiver.resources
    .filter((resource) => !covered.has(resource))
    .map(
      (resource) =>
        `${waiver.tool} ${waiver.rule} has nothing against ${resource} any more: remove the waiver from ${file}.`,
    );
}

const covers = ({ tool, rule, problem, stack }: Waiver, finding: Finding) =>
  finding.tool === tool &&
  finding.rule === rule &&
  (problem === undefined || finding.problem === problem) &&
  (stack === undefined || finding.stack === stack);

const placeOf = ({ resource, container }: Finding) =>
  container === undefined ? resource : `${resource}: ${container}`;
