import { structuredPatch } from "diff";
import { stringify } from "yaml";
import { costOf, dollars, Part, total } from "../cost/cost";
import { kindOf, Value } from "../plan";
import { Change } from "./changes";
import { Comparison } from "./compare";
import { Difference } from "./differences";

export const KINDS = ["replaced", "removed", "left", "added", "changed"] as const;

export const WORDS = {
  ...{ replaced: "replaced", removed: "removed", added: "added", changed: "changed" },
  left: "left in place",
} as const;

/** "1 replaced, 2 changed", or that there is nothing. */
export function summary(changes: readonly Change[]): string {
  const counts = KINDS.map((kind) => [kind, changes.filter((one) => one.kind === kind).length] as const);
  const words = counts.filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${WORDS[kind]}`);
  return words.length === 0 ? "no changes" : words.join(", ");
}

/** One line about money; undefined where nothing is billed on either side. */
export function costWords({ before, now }: Comparison): string | undefined {
  const [old, young] = [before, now].map((plan) => (plan === undefined ? undefined : costOf(plan)));
  if (young?.known !== true && old?.known !== true) return undefined;
  const sum = (cost = old) => (cost === undefined ? 0 : total(cost.fixed) + total(cost.use));
  const difference = sum(young) - sum(old);
  const month = `${dollars(sum(young))} dollars a month`;
  if (dollars(Math.abs(difference)) === "0.00") return `${month}, as before`;
  const parts = changedParts(
    [...(old?.fixed ?? []), ...(old?.use ?? [])],
    [...(young?.fixed ?? []), ...(young?.use ?? [])],
  );
  return `${month}, ${signed(difference)} (${parts.join("; ")})`;
}

function changedParts(before: readonly Part[], now: readonly Part[]): string[] {
  const of = (parts: readonly Part[], name: string) => parts.find(({ part }) => part === name)?.usd ?? 0;
  const names = [...new Set([...now, ...before].map(({ part }) => part))];
  return names
    .map((name) => [name, of(now, name) - of(before, name)] as const)
    .filter(([, difference]) => dollars(Math.abs(difference)) !== "0.00")
    .map(([name, difference]) => `${name} ${signed(difference)}`);
}

const signed = (usd: number) => `${usd < 0 ? "−" : "+"}${dollars(Math.abs(usd))}`;

/** "Deployment backend", with what replaces it if that is another resource. */
export const title = ({ resource, because }: Change) =>
  `${kindOf(resource)} ${resource.name}${because ? ` (with ${kindOf(because)} ${because.name})` : ""}`;

/** What differs at one path, in lines: old → new, or line by line where texts are long. */
export function differenceLines({ path, before, now }: Difference): string[] {
  if (isLong(before) || isLong(now)) {
    return [`${path}:`, ...patch(written(before), written(now)).map((line) => `  ${line}`)];
  }
  return [`${path}: ${inline(before)} → ${inline(now)}`];
}

const inline = (value: Value | undefined) => (value === undefined ? "(none)" : JSON.stringify(value));

const isLong = (value: Value | undefined) =>
  typeof value === "string" ? value.includes("\n") : JSON.stringify(value ?? "").length > 120;

const written = (value: Value | undefined) =>
  value === undefined ? "" : typeof value === "string" ? value : stringify(value, { lineWidth: 0 });

/** Lines that may differ in a text: two texts that have little in common would take minutes to compare. */
const MAX_LINES = 2000;

function patch(before: string, now: string): string[] {
  const found = structuredPatch("", "", before, now, "", "", { context: 2, maxEditLength: MAX_LINES });
  if (found === undefined) return [`(more than ${MAX_LINES} lines differ)`];
  return found.hunks.flatMap(({ lines }, index) => [...(index > 0 ? ["…"] : []), ...lines]);
}
