/** What became of one request; what the load tool prints. */
export interface Answer {
  /** When it came, in milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds that it took. */
  readonly ms: number;
  readonly service: string;
  /** What the service said that it is; absent if it did not say so. */
  readonly version?: string;
  /** Kind of what went wrong; absent if nothing did. */
  readonly failure?: string;
}

/** What became of all requests of a load. */
export interface Account {
  readonly requests: number;
  /** How many failed, by kind. */
  readonly failures: Readonly<Record<string, number>>;
  /** Milliseconds. */
  readonly latency: { readonly p50: number; readonly p99: number; readonly max: number };
  /** How many were answered by each version, by service. */
  readonly versions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export function accountOf(answers: readonly Answer[]): Account {
  const failures: Record<string, number> = {};
  const versions: Record<string, Record<string, number>> = {};
  for (const { service, version, failure } of answers) {
    if (failure !== undefined) count(failures, failure);
    if (version !== undefined) count((versions[service] ??= {}), version);
  }
  const times = answers.map(({ ms }) => ms).sort((one, other) => one - other);
  // The smallest time that so much of all answers took at most.
  const share = (part: number) => times[Math.max(0, Math.ceil(part * times.length) - 1)] ?? 0;
  return {
    requests: answers.length,
    failures,
    latency: { p50: share(0.5), p99: share(0.99), max: share(1) },
    versions,
  };
}

function count(of: Record<string, number>, key: string): void {
  of[key] = (of[key] ?? 0) + 1;
}

/** When a version of a service began to answer, and since when only it did, in seconds since a time. */
export interface Arrival {
  readonly first: number;
  readonly only: number;
}

/** Undefined if the version did not answer after that time, or another one did last. */
export function arrivalOf(
  answers: readonly Answer[],
  { service, version, since }: { service: string; version: string; since: number },
): Arrival | undefined {
  const own = answers
    .filter((answer) => answer.service === service && answer.version !== undefined && answer.at >= since)
    .sort((one, other) => one.at - other.at);
  const seconds = (answer: Answer) => (answer.at - since) / 1000;
  const first = own.find((answer) => answer.version === version);
  const only = own[own.findLastIndex((answer) => answer.version !== version) + 1];
  return first && only && { first: seconds(first), only: seconds(only) };
}

/** One line for whoever looks at the run. */
export function lineOf({ requests, failures, latency, versions }: Account): string {
  const kinds = Object.entries(failures).map(([kind, times]) => `${times} × ${kind}`);
  const failed = kinds.length === 0 ? "0 failed" : `failed: ${kinds.join(", ")}`;
  const { p50, p99, max } = latency;
  const by = Object.entries(versions).map(
    ([service, counts]) =>
      `${service} ${Object.entries(counts)
        .map(([version, times]) => `${version} ${times}`)
        .join(", ")}`,
  );
  return `${requests} requests, ${failed}; ${p50.toFixed(1)} ms (p50), ${p99.toFixed(1)} ms (p99), ${max.toFixed(0)} ms (max); ${by.join("; ")}`;
}
