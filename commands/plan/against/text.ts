import { essenceOf } from "../forms/essence";
import { Change } from "./changes";
import { Comparison } from "./compare";
import { costWords, differenceLines, summary, title, WORDS } from "./words";

const MARK = { added: "+", removed: "-", left: "·", replaced: "±", changed: "~" } as const;

/** What a change does, for a terminal. */
export function comparisonText(comparison: Comparison): string {
  const { against, now, changes, notes } = comparison;
  const money = costWords(comparison);
  return [
    `Stack ${now.stack} against ${against}: ${summary(changes)}`,
    ...(money === undefined ? [] : [`Cost: ${money}`]),
    ...notes,
    ...changes.flatMap((change) => ["", ...lines(change)]),
    "",
  ].join("\n");
}

function lines(change: Change): string[] {
  const { kind, resource, differences } = change;
  const essence = differences.length === 0 ? essenceOf(resource) : "";
  return [
    `${MARK[kind]} ${title(change)}: ${WORDS[kind]}${essence && `  ${essence}`}`,
    ...differences.flatMap((one) => {
      const [first = "", ...rest] = differenceLines(one);
      return [`    ${first}${one.replaces ? "  (replaces)" : ""}`, ...rest.map((line) => `    ${line}`)];
    }),
  ];
}
