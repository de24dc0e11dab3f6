import { costOf } from "../cost/cost";
import { costLines } from "../cost/table";
import { kindOf, Plan, PlannedResource, textOf } from "../plan";
import { compare } from "../program/declared";
import { UNKNOWN } from "./remarks";
import { essenceOf } from "./essence";

/** The plan for people: what belongs to which component, how many of each kind, and what it costs. */
export function treeOf(plan: Plan): string {
  const made = plan.resources.filter(({ custom }) => custom);
  return [
    `Stack ${plan.stack}: ${made.length} resources`,
    "",
    ...branches(plan.resources, undefined, ""),
    "",
    "Resources by kind",
    ...columns(kinds(made)),
    "",
    "Outputs",
    ...outputLines(plan),
    "",
    "Cost",
    ...costLines(costOf(plan)),
    "",
    "Remarks",
    ...[...plan.warnings, ...plan.assumptions, ...UNKNOWN].map((remark) => `  ${remark}`),
    "",
  ].join("\n");
}

/** Components first, as they hold the rest; each in the order of kind and name. */
function branches(all: readonly PlannedResource[], parent: string | undefined, indent: string): string[] {
  const here = all.filter((one) => one.parent === parent).sort(inOrder);
  return here.flatMap((one, index) => {
    const isLast = index === here.length - 1;
    const [branch, below] = parent === undefined ? ["", ""] : isLast ? ["└─ ", "   "] : ["├─ ", "│  "];
    return [`${indent}${branch}${label(one)}`, ...branches(all, one.id, `${indent}${below}`)];
  });
}

const inOrder = (one: PlannedResource, other: PlannedResource) =>
  Number(one.custom) - Number(other.custom) || compare(label(one), label(other));

function label(one: PlannedResource): string {
  const essence = essenceOf(one);
  return one.custom
    ? `${kindOf(one)} ${one.name}${essence && `  ${essence}`}`
    : `${one.name} (${kindOf(one)})`;
}

/** How many there are of each kind, by provider. */
function kinds(made: readonly PlannedResource[]): string[] {
  const counts = new Map<string, number>();
  for (const one of made) {
    const [provider] = one.type.split(":");
    const name = one.type.startsWith("pulumi:providers:") ? "provider" : `${provider} ${kindOf(one)}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([one], [other]) => compare(one, other)).map(([name, count]) => `${count} ${name}`);
}

/** Two columns, filled downwards. */
function columns(cells: readonly string[]): string[] {
  const half = Math.ceil(cells.length / 2);
  return cells
    .slice(0, half)
    .map((cell, index) => `  ${cell.padEnd(52)}${cells[index + half] ?? ""}`.trimEnd());
}

const outputLines = ({ outputs }: Plan) =>
  Object.entries(outputs)
    .filter(([, value]) => textOf(value) !== "")
    .map(([name, value]) => `  ${name}: ${textOf(value)}`);
