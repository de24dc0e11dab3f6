import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Takes back what it belongs to. */
export type Undo = () => void;

/** Puts a command of ours before all others of its name. */
export function standInCommand(name: string, script: string): Undo {
  const folder = mkdtempSync(join(tmpdir(), "blog-command-"));
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
  const forget = setPath(`${folder}${delimiter}${process.env.PATH ?? ""}`);
  return () => {
    forget();
    rmSync(folder, { recursive: true });
  };
}

/** A command that prints a text, whatever it is asked. */
export const printing = (text: string) => `cat <<'END'\n${text}\nEND`;

/** What the AWS CLI says of its credentials. */
export const identity = (arn: string) =>
  JSON.stringify({ UserId: "AROAEXAMPLE:me", Account: arn.split(":")[4], Arn: arn });

export function setPath(value: string): Undo {
  const before = process.env.PATH;
  process.env.PATH = value;
  return () => {
    process.env.PATH = before;
  };
}
