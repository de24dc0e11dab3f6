import { Digest, Step } from "./digest";

/** What happens to a resource, the worst first; "release" leaves it where it is and only forgets it. */
export const VERBS = ["delete", "replace", "release", "update", "create", "import"] as const;
export type Verb = (typeof VERBS)[number];

/** A change of one resource. */
export interface Change {
  readonly verb: Verb;
  /** For example "Deployment". */
  readonly kind: string;
  readonly name: string;
  /** Properties that force a replacement. */
  readonly because: readonly string[];
  /** Properties that change, by path. */
  readonly properties: readonly string[];
}

/** Steps that change something; of a replacement only the one that stands for all of it. */
const CHANGING: Readonly<Record<string, Verb>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
};

/** What a preview would change, the worst first. */
export function changesIn({ steps }: Digest): Change[] {
  const changes = steps.flatMap((step) => {
    const verb = verbOf(step);
    const { provider, kind, name } = resourceOf(step.urn);
    // Components and the stack itself only hold others together.
    if (verb === undefined || provider === "blog" || provider === "pulumi") return [];
    const { replaceReasons, detailedDiff, diffReasons } = step;
    const properties = detailedDiff ? Object.keys(detailedDiff).sort() : (diffReasons ?? []);
    return [{ verb, kind, name, because: replaceReasons ?? [], properties }];
  });
  return changes.sort(
    (one, other) =>
      VERBS.indexOf(one.verb) - VERBS.indexOf(other.verb) ||
      `${one.kind} ${one.name}`.localeCompare(`${other.kind} ${other.name}`, "en"),
  );
}

function verbOf({ op, oldState }: Step): Verb | undefined {
  const verb = CHANGING[op];
  return verb === "delete" && oldState?.retainOnDelete === true ? "release" : verb;
}

function resourceOf(urn: string): { provider?: string; kind: string; name: string } {
  const [, , types = "", ...name] = urn.split("::");
  const [provider, ...type] = types.split("$").at(-1)?.split(":") ?? [];
  return { provider, kind: type.at(-1) ?? types, name: name.join("::") };
}
