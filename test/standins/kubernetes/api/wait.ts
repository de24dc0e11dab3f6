import type { Readiness } from "../await/awaiter";
import type { WaitOptions } from "../cluster";

/** Something that changes; `follow` reports each change until the signal fires. */
export interface Source {
  follow(signal: AbortSignal, changed: () => void): Promise<unknown>;
}

export type Outcome = "ready" | "failed" | "timeout" | "cancelled";

/** Waits until the readiness lasts for `settleMs`, and no longer than the time limit. */
export function waitUntil(
  source: Source,
  assess: () => Readiness | undefined,
  settleMs: () => number,
  { timeoutSeconds, log, cancelled }: WaitOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    let settling: NodeJS.Timeout | undefined;
    const finish = (outcome: Outcome): void => {
      clearTimeout(settling);
      clearTimeout(limit);
      cancelled.removeEventListener("abort", interrupt);
      stop.abort();
      log.status("");
      resolve(outcome);
    };
    const interrupt = (): void => finish("cancelled");
    const limit = setTimeout(() => finish("timeout"), timeoutSeconds * 1000);
    cancelled.addEventListener("abort", interrupt);
    let shown = "";
    const look = (): void => {
      if (stop.signal.aborted) return;
      clearTimeout(settling);
      const readiness = assess();
      if (!readiness) return;
      if (readiness.failed) return finish("failed");
      if (readiness.ready) {
        const pause = settleMs();
        if (pause === 0) return finish("ready");
        settling = setTimeout(() => finish("ready"), pause);
      }
      const status = readiness.reasons.at(-1) ?? readiness.status ?? "";
      if (status !== shown) log.status((shown = status));
    };
    if (cancelled.aborted) return interrupt();
    void source.follow(stop.signal, look);
  });
}
