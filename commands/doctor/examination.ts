import { RunError } from "@pulumi/pulumi/errors";
import { Failure } from "../failure";
import { Check } from "./check";
import { Finding, NotAsked, notAsked, problem } from "./finding";
import { Subject } from "./subject";

/** What a check found. */
export interface Result {
  readonly check: string;
  readonly findings: readonly Finding[];
}

/** Runs all checks that concern a stack side by side, and answers in their order as soon as it can. */
export async function* examined(checks: readonly Check[], subject: Subject): AsyncGenerator<Result> {
  const begun = new Map<string, Promise<readonly Finding[]>>();
  for (const check of checks) {
    if (check.concerns?.(subject) === false) continue;
    begun.set(check.name, inTurn(check, subject, begun));
  }
  for (const [check, findings] of begun) yield { check, findings: await findings };
}

async function inTurn(
  check: Check,
  subject: Subject,
  begun: ReadonlyMap<string, Promise<readonly Finding[]>>,
): Promise<readonly Finding[]> {
  for (const name of check.after ?? []) {
    const before = (await begun.get(name)) ?? [];
    if (before.some(({ kind }) => kind !== "ok")) return [notAsked(`First comes what is said of ${name}.`)];
  }
  try {
    return [await within(check.seconds ?? 90, check.examine(subject))].flat();
  } catch (error) {
    return [findingOf(error)];
  }
}

/** One check that breaks must not keep the others from being told. */
function findingOf(error: unknown): Finding {
  if (error instanceof NotAsked) return notAsked(error.message);
  if (error instanceof Failure || RunError.isInstance(error)) return problem(error.message);
  const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return problem(`This could not be looked at ("${reason}"): see to that, then run this again.`);
}

function within<T>(seconds: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new Failure(`There was no answer within ${seconds} s: see what holds it, then run this again.`),
        ),
      seconds * 1000,
    );
  });
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}
