import { spawnSync } from "node:child_process";
import { Line } from "./documents";

/** A whole command of a shell, which may reach over several lines. */
export interface Statement {
  /** Without comments. */
  readonly text: string;
  /** Line of the document that it begins in. */
  readonly line: number;
}

/** Splits a block of shell lines into its commands; the shell itself says where one ends. Throws if the last one never does. */
export function statementsIn(lines: readonly Line[]): Statement[] {
  const statements: Statement[] = [];
  let open: string[] = [];
  let begin = 0;
  for (const { text, number } of lines) {
    const line = withoutComment(text);
    if (open.length === 0 && line.trim() === "") continue;
    if (open.length === 0) begin = number;
    open.push(line);
    const whole = open.join("\n");
    if (!isComplete(whole)) continue;
    statements.push({ text: whole.trim(), line: begin });
    open = [];
  }
  if (open.length > 0) throw new Error(`The command in line ${begin} does not end: ${open.join("\n")}`);
  return statements;
}

const withoutComment = (line: string) => line.replace(/(^|\s)#(\s.*)?$/, "").trimEnd();

function isComplete(text: string): boolean {
  if (text.endsWith("\\")) return false;
  // Of a here-document without its end, the shell only warns.
  const { status, stderr } = spawnSync("bash", ["-n"], { input: `${text}\n`, encoding: "utf8" });
  return status === 0 && stderr === "";
}
