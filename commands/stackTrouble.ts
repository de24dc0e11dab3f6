import { existsSync } from "node:fs";
import { hostname } from "node:os";
import { Failure } from "./failure";

/** What the Pulumi CLI says, and the sentence for it; the first one that fits. */
const TROUBLES: readonly [said: RegExp, sentence: (name: string, found: RegExpExecArray) => string][] = [
  [
    /incorrect passphrase/,
    (name) =>
      `The passphrase is not that of the stack ${name}: correct PULUMI_CONFIG_PASSPHRASE or the file that PULUMI_CONFIG_PASSPHRASE_FILE names.`,
  ],
  [
    /passphrase must be set|PULUMI_CONFIG_PASSPHRASE/,
    (name) =>
      `The secrets of the stack ${name} cannot be read without its passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE.`,
  ],
  [
    /PULUMI_ACCESS_TOKEN must be set|not logged in|pulumi login/,
    (name) =>
      `The backend of the stack ${name} is not known: log in with "pulumi login", or set PULUMI_BACKEND_URL.`,
  ],
  [/(?:currently locked|locked by)[^]*?created by ([^\s@]+)@(\S+) \(pid (\d+)\)(?: at (\S+))?/, locked],
  [
    /Another update is currently in progress|\[409\] Conflict|currently locked/,
    (name) =>
      `Another "pulumi" works on the stack ${name}: wait until it is done, then run this command again.`,
  ],
];

/** What is wrong with a stack, told from what the Pulumi CLI said; undefined if that is something else. */
export function stackTrouble(name: string, error: unknown): Failure | undefined {
  if (error instanceof Failure) return error;
  const said = error instanceof Error ? error.message : String(error);
  for (const [pattern, sentence] of TROUBLES) {
    const found = pattern.exec(said);
    if (found) return new Failure(sentence(name, found));
  }
  const reason = /^\s*(?:stderr: )?error: (.+)$/m.exec(said)?.[1];
  return reason === undefined
    ? undefined
    : new Failure(
        `The stack ${name} cannot be used ("${reason.trim()}"): see what "pulumi stack --stack ${name}" says.`,
      );
}

/** Only a lock of a process that is gone may be broken. */
function locked(name: string, [, user, host, pid, since]: RegExpExecArray): string {
  if (host === hostname() && !existsSync(`/proc/${pid}`) && process.platform === "linux") {
    return `The stack ${name} is locked by process ${pid}, which is gone: remove the lock with "pulumi cancel --stack ${name}", then run this command again.`;
  }
  const begun = since === undefined ? "" : ` since ${since}`;
  return `Another "pulumi" (${user}@${host}, process ${pid}) works on the stack ${name}${begun}: wait until it is done, then run this command again.`;
}
