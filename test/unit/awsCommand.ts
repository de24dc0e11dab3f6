import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ACCOUNT } from "./awsStubs";

/** What "aws sts get-caller-identity" prints for the stack's administrator. */
export const IDENTITY = JSON.stringify({
  UserId: "AROAEXAMPLE:me",
  Account: ACCOUNT,
  Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployer/me`,
});

/** Puts a command "aws" of ours before all others, until what it returns is called. */
export function awsCommand(script: string): () => void {
  const folder = mkdtempSync(join(tmpdir(), "blog-aws-"));
  writeFileSync(join(folder, "aws"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "aws"), 0o755);
  const before = process.env.PATH ?? "";
  process.env.PATH = `${folder}${delimiter}${before}`;
  return () => {
    process.env.PATH = before;
    rmSync(folder, { recursive: true });
  };
}

/** A command "aws" whose credentials are the administrator's. */
export const signedIn = () => awsCommand(`cat <<'END'\n${IDENTITY}\nEND`);
