import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ACCOUNT } from "./awsStubs";

/** Takes back what it belongs to. */
export type Undo = () => void;

/** Puts a command "aws" of ours before all others. */
export function awsCommand(script: string): Undo {
  const folder = mkdtempSync(join(tmpdir(), "blog-aws-"));
  writeFileSync(join(folder, "aws"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "aws"), 0o755);
  const forget = path(`${folder}${delimiter}${process.env.PATH ?? ""}`);
  return () => {
    forget();
    rmSync(folder, { recursive: true });
  };
}

/** A command "aws" that prints an answer. */
export const awsPrints = (text: string) => awsCommand(`cat <<'END'\n${text}\nEND`);

/** A command "aws" that complains and fails. */
export const awsFails = (complaint: string) => awsCommand(`cat >&2 <<'END'\n${complaint}\nEND\nexit 255`);

/** A command "aws" whose credentials are those of somebody of an account. */
export const signedInAs = (arn: string) =>
  awsPrints(JSON.stringify({ UserId: "AROAEXAMPLE:me", Account: arn.split(":")[4], Arn: arn }));

/** A command "aws" whose credentials are the administrator's. */
export const signedIn = () => signedInAs(`arn:aws:sts::${ACCOUNT}:assumed-role/deployer/me`);

/** No command is found at all. */
export const withoutCommands = () => path("");

function path(value: string): Undo {
  const before = process.env.PATH;
  process.env.PATH = value;
  return () => {
    process.env.PATH = before;
  };
}
