import { setTimeout as pause } from "node:timers/promises";

/** Between two looks at something that changes, in milliseconds. */
const POLL_MS = Number(process.env.STANDIN_AWS_POLL_MS ?? 1000);
/** Upper bound for everything that is waited for, in seconds; the real limits go up to 75 minutes. */
const MOST_SECONDS = Number(process.env.STANDIN_AWS_TIMEOUT_SECONDS ?? Infinity);

export interface Patience {
  readonly seconds: number;
  readonly cancelled: AbortSignal;
}

export interface Awaited {
  /** The present state; undefined when there is nothing (any more). */
  readonly state: () => Promise<string | undefined>;
  /** States on the way; any other that is not the target is a failure. */
  readonly pending: readonly string[];
  /** The state that is waited for; undefined waits until there is nothing. */
  readonly target: string | readonly string[] | undefined;
  /** Why a state is not what it should be, where AWS says so. */
  readonly reason?: () => Promise<string | undefined>;
}

/** Waits for a state; throws where another one shows that it will not come, or the time is up. */
export async function waitForState(
  { state, pending, target, reason }: Awaited,
  patience: Patience,
): Promise<void> {
  const wanted = target === undefined ? [] : [target].flat();
  await repeat(patience, `state to become '${wanted.join(", ")}'`, async () => {
    const now = await state();
    if (now === undefined) return { done: target === undefined, seen: "" };
    if (wanted.includes(now)) return { done: true, seen: now };
    if (pending.includes(now)) return { done: false, seen: now };
    const why = await reason?.();
    throw new Error(
      `unexpected state '${now}', wanted target '${wanted.join(", ")}'${why ? `: ${why}` : ""}`,
    );
  });
}

/** Repeats a call that is refused for a while, for example while something made before is not known everywhere. */
export async function whileRefused<T>(
  patience: Patience,
  call: () => Promise<T>,
  passing: (error: unknown) => boolean,
): Promise<T> {
  let answer: { value: T } | undefined;
  let last: unknown;
  try {
    await repeat(patience, "the call to succeed", async () => {
      try {
        answer = { value: await call() };
      } catch (error) {
        if (!passing(error)) throw error;
        last = error;
      }
      return { done: answer !== undefined, seen: "refused" };
    });
  } catch (error) {
    throw error instanceof TimeIsUp ? last : error;
  }
  return answer!.value;
}

class TimeIsUp extends Error {}

async function repeat(
  { seconds, cancelled }: Patience,
  what: string,
  look: () => Promise<{ done: boolean; seen: string }>,
): Promise<void> {
  const limit = Math.min(seconds, MOST_SECONDS);
  const end = performance.now() + limit * 1000;
  for (;;) {
    const { done, seen } = await look();
    if (done) return;
    if (performance.now() >= end)
      throw new TimeIsUp(`timeout while waiting for ${what} (last state: '${seen}', timeout: ${limit}s)`);
    await pause(POLL_MS, undefined, { signal: cancelled });
  }
}
