import { essenceOf } from "../forms/essence";
import { Change } from "./changes";
import { Comparison } from "./compare";
import { costWords, differenceLines, KINDS, summary, title, WORDS } from "./words";

/** What a change does, for a comment on a pull request: the summary first, what loses something in bold, details folded. */
export function comparisonMarkdown(comparison: Comparison): string {
  const { against, now, changes, notes } = comparison;
  const money = costWords(comparison);
  return [
    `### Plan of \`${now.stack}\` against \`${against}\`: ${summary(changes)}`,
    "",
    ...(money === undefined ? [] : [`Cost: ${money}.`, ""]),
    ...changes
      .filter(isLoss)
      .map((change) => `- **${WORDS[change.kind]}: ${code(title(change))}**${essence(change)}`),
    ...changes
      .filter((change) => !isLoss(change))
      .map((change) => `- ${WORDS[change.kind]}: ${code(title(change))}${essence(change)}`),
    ...(changes.length > 0 ? [""] : []),
    ...notes.flatMap((note) => [`> ${note}`, ""]),
    ...KINDS.flatMap((kind) =>
      details(
        kind,
        changes.filter((change) => change.kind === kind),
      ),
    ),
    "Planned without any account: whether an image is in its registry already is not known, and what is there now was not looked at.",
    "",
  ].join("\n");
}

/** Names come from the pull request: as code they can neither call anybody nor be a link. */
const code = (text: string) => `\`${text.replace(/[`\r\n]/g, " ")}\``;

const isLoss = ({ kind }: Change) => kind === "removed" || kind === "replaced";

const essence = ({ kind, resource }: Change) =>
  kind === "added" && essenceOf(resource) !== "" ? `, ${code(essenceOf(resource))}` : "";

function details(kind: string, changes: readonly Change[]): string[] {
  const told = changes.filter(({ differences }) => differences.length > 0);
  if (told.length === 0) return [];
  return [
    `<details><summary>What is ${kind}, value by value</summary>`,
    "",
    ...told.flatMap((change) => [code(title(change)), "", ...fenced(change), ""]),
    "</details>",
    "",
  ];
}

/** A fence longer than any in the text cannot be ended by it. */
function fenced({ differences }: Change): string[] {
  const lines = differences.flatMap((one) =>
    differenceLines(one).map((line, index) => (index === 0 && one.replaces ? `${line}  (replaces)` : line)),
  );
  const longest = Math.max(2, ...(lines.join("\n").match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}diff`, ...lines.map((line) => line.replace(/^ {2}(?=[+-])/, "")), fence];
}
