import { RunError } from "@pulumi/pulumi/errors";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Seconds for an answer: the AWS CLI itself would try for minutes. */
const PATIENCE_SECONDS = 30;

/** Who the AWS CLI acts for. */
export interface Caller {
  readonly account: string;
  /** ARN of the user, or of the session of a role. */
  readonly arn: string;
}

/** Whose rights are asked for. */
export interface Session {
  readonly region: string;
  /** Profile of the AWS configuration. @default that of the environment */
  readonly profile?: string;
}

/**
 * Asks the AWS CLI, which the cluster's logins need anyway, who it acts for.
 *
 * Throws a RunError that says what is wrong with the CLI, the credentials or the region.
 */
export async function callerOf(session: Session, patienceSeconds = PATIENCE_SECONDS): Promise<Caller> {
  const { region, profile } = session;
  const args = ["sts", "get-caller-identity", "--output", "json", "--region", region];
  try {
    const { stdout } = await promisify(execFile)("aws", profile ? [...args, "--profile", profile] : args, {
      timeout: patienceSeconds * 1000,
      env: { ...process.env, AWS_PAGER: "", AWS_MAX_ATTEMPTS: "2" },
    });
    return callerIn(stdout);
  } catch (error) {
    throw new RunError(sentence(error as Failure, session, patienceSeconds));
  }
}

function callerIn(text: string): Caller {
  const answer = JSON.parse(text) as { Account?: string; Arn?: string } | null;
  if (answer?.Account && answer.Arn) return { account: answer.Account, arn: answer.Arn };
  throw new Error("an answer without account and ARN");
}

type Failure = Error & { code?: string | number; stderr?: string; killed?: boolean };

/** What to do, by what the AWS CLI says. */
const REMEDIES: readonly [said: RegExp, sentence: (session: Session) => string][] = [
  [
    /Unable to locate credentials/i,
    () =>
      'There are no AWS credentials: sign in with "aws sso login" or "aws configure", or set AWS_PROFILE.',
  ],
  [
    /ExpiredToken|token .*expired|session .*expired|Error loading SSO Token/i,
    () => 'The AWS credentials have expired: sign in again, for example with "aws sso login".',
  ],
  [
    /InvalidClientTokenId|SignatureDoesNotMatch/i,
    ({ region }) =>
      `AWS does not accept the credentials in the region "${region}": check the access key, that the clock of this machine is right, and that the account has turned the region on.`,
  ],
  [
    /config profile .* could not be found/i,
    ({ profile }) =>
      `The AWS configuration of this machine has no profile "${profile ?? process.env.AWS_PROFILE ?? ""}": correct aws:profile or AWS_PROFILE, or make it with "aws configure sso".`,
  ],
  [
    /Could not connect to the endpoint|timeout on endpoint|Connection was closed before|Invalid endpoint|Provided region_name/i,
    ({ region }) =>
      `AWS cannot be reached in the region "${region}": check the network, and that aws:region names a region that the account has turned on.`,
  ],
];

function sentence(failure: Failure, session: Session, patienceSeconds: number): string {
  if (failure.code === "ENOENT") {
    return 'The AWS CLI is missing, which logs in to the cluster: install it so that "aws --version" works.';
  }
  if (failure.killed) {
    return `The AWS CLI did not answer within ${patienceSeconds} s: check the network of this machine.`;
  }
  const said = failure.stderr?.trim() || failure.message.trim();
  const remedy = REMEDIES.find(([pattern]) => pattern.test(said));
  if (remedy) return remedy[1](session);
  return `"aws sts get-caller-identity" fails with "${essence(said)}": run it by hand and correct what it says.`;
}

/** The last line: version 2 puts its name before the first one and details behind it, a stack trace goes before both. */
function essence(text: string): string {
  const [message = ""] = text.split(/\n\s*Additional error details:/);
  const line = message.trim().split("\n").at(-1) ?? "";
  return line.replace(/^aws: \[ERROR\]: /, "").replace(/\.$/, "");
}
