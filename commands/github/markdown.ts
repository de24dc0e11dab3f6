/** Text that is shown as it is: nothing in it is markdown, mentions somebody or ends the line. */
export function code(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const fence = "`".repeat(longestRun(line) + 1);
  const padding = /^`|`$/.test(line) ? " " : "";
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A block of text that is shown as it is, line by line. */
export function codeBlock(text: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** The same in a cell of a table, where a bar would begin the next one. */
export const cell = (text: string) => code(text).replaceAll("|", "\\|");

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What a reader opens with a click. */
export const folded = (title: string, body: string) =>
  `<details>\n<summary>${title}</summary>\n\n${body}\n\n</details>`;

const FENCE = /^(`{3,})/;

/**
 * The first lines of a markdown text, so many that it has at most `bytes` in UTF-8, and `note` where lines are missing.
 * A block of code or a fold that is cut through is closed.
 */
export function shortened(text: string, bytes: number, note: string): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const lines = text.split("\n");
  const left = bytes - Buffer.byteLength(`\n\n${note}`);
  let open = "";
  let best = "";
  let taken = "";
  for (const line of lines) {
    taken += `${line}\n`;
    open = opened(open, line);
    if (Buffer.byteLength(taken + open) > left) break;
    best = taken + open;
  }
  return `${best.trimEnd()}\n\n${note}`;
}

/** What has to be written to close all that is open after a line. */
function opened(open: string, line: string): string {
  const fence = FENCE.exec(line)?.[1];
  const [inside] = open.split("\n");
  if (inside?.startsWith("```")) return line === inside ? open.slice(inside.length + 1) : open;
  if (fence !== undefined) return `${fence}\n${open}`;
  if (line.startsWith("<details")) return `\n</details>\n${open}`;
  return line === "</details>" ? open.replace(/^\n<\/details>\n/, "") : open;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
