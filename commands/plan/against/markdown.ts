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
    ...details(comparison),
    "Planned without any account: whether an image is in its registry already is not known, and what is there now was not looked at.",
    "",
  ].join("\n");
}

/** Names come from the pull request: as code they can neither call anybody nor be a link. */
const code = (text: string) => `\`${text.replace(/[`\r\n]/g, " ")}\``;

const isLoss = ({ kind }: Change) => kind === "removed" || kind === "replaced";

const essence = ({ kind, resource }: Change) =>
  kind === "added" && essenceOf(resource) !== "" ? `, ${code(essenceOf(resource))}` : "";

/** Characters of all details together: a comment has room for about twice as many. */
const ROOM = 30_000;

/** What is different, value by value, as far as there is room for it. */
function details({ changes, now, against }: Comparison): string[] {
  let room = ROOM;
  const fits = (block: string) => {
    const isSmall = block.length <= room;
    if (isSmall) room -= block.length;
    return isSmall;
  };
  const told = changes.filter(({ differences }) => differences.length > 0);
  const blocks = told
    .map((change) => [change.kind, detail(change)] as const)
    .filter(([, block]) => fits(block));
  const left = told.length - blocks.length;
  return [
    ...KINDS.flatMap((kind) =>
      folded(
        kind,
        blocks.flatMap(([of, block]) => (of === kind ? [block] : [])),
      ),
    ),
    ...(left === 0
      ? []
      : [
          `The values of ${left} more are left out: \`npm run plan -- --stack ${now.stack} --against ${against}\` shows them.`,
          "",
        ]),
  ];
}

const folded = (kind: Change["kind"], blocks: readonly string[]) =>
  blocks.length === 0
    ? []
    : [`<details><summary>What is ${WORDS[kind]}, value by value</summary>`, "", ...blocks, "</details>", ""];

const detail = (change: Change) => [code(title(change)), "", ...fenced(change), ""].join("\n");

/** A fence longer than any in the text cannot be ended by it. */
function fenced({ differences }: Change): string[] {
  const lines = differences.flatMap((one) =>
    differenceLines(one).map((line, index) => (index === 0 && one.replaces ? `${line}  (replaces)` : line)),
  );
  const longest = Math.max(2, ...(lines.join("\n").match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [`${fence}diff`, ...lines.map((line) => line.replace(/^ {2}(?=[+-])/, "")), fence];
}
