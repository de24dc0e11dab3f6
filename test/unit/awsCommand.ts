import { identity, printing, setPath, standInCommand, Undo } from "../../commands/plan/simulation/command";
import { ACCOUNT } from "./awsStubs";

export type { Undo };

/** Puts a command "aws" of ours before all others. */
export const awsCommand = (script: string) => standInCommand("aws", script);

/** A command "aws" that prints an answer. */
export const awsPrints = (text: string) => awsCommand(printing(text));

/** A command "aws" that complains and fails. */
export const awsFails = (complaint: string) => awsCommand(`cat >&2 <<'END'\n${complaint}\nEND\nexit 255`);

/** A command "aws" whose credentials are those of somebody of an account. */
export const signedInAs = (arn: string) => awsPrints(identity(arn));

/** A command "aws" whose credentials are the administrator's. */
export const signedIn = () => signedInAs(`arn:aws:sts::${ACCOUNT}:assumed-role/deployer/me`);

/** No command is found at all. */
export const withoutCommands = () => setPath("");
