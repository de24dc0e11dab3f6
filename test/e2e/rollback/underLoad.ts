import assert from "node:assert/strict";
import { until } from "../../../commands/process";
import { SERVICES, ServiceName } from "../../../commands/releases/deployed";
import { Ended } from "../blog";
import { blog } from "../hooks";
import { accountOf, Answer, arrivalOf, lineOf } from "../load/account";
import { buildLoadTool, Load } from "../load/load";
import { allPodsOf } from "../pods";

/** What a command did, and what readers got meanwhile. */
export interface UnderLoad {
  readonly ended: Ended;
  readonly answers: readonly Answer[];
  /** Time when the command began, in milliseconds since 1970. */
  readonly begun: number;
}

/** Requests per second. */
const RATE = 250;

let tool: Promise<string> | undefined;

/** Runs a command while requests come at a constant rate, until the last pod of before is gone. */
export async function underLoad(run: () => Promise<Ended>, rate = RATE): Promise<UnderLoad> {
  const load = await Load.start(await (tool ??= buildLoadTool(blog().folder)), blog().url, rate);
  const begun = Date.now();
  try {
    const ended = await run();
    await quiet();
    return { ended, begun, answers: await load.stop() };
  } finally {
    load.abandon();
  }
}

/** Waits until no pod is on its way out. */
async function quiet(): Promise<void> {
  const ask = async () => {
    const pods = (await Promise.all(SERVICES.map(allPodsOf))).flat();
    return pods.every(({ metadata }) => metadata.deletionTimestamp === undefined) || undefined;
  };
  await until(120, ask, () => new Error("pods of before are still there after two minutes"));
}

/** Each request was answered as it should be. */
export function assertNoneFailed({ answers }: UnderLoad): void {
  const account = accountOf(answers);
  console.log(`      ${lineOf(account)}`);
  assert.deepEqual(account.failures, {});
}

/** In the end only these versions answered. */
export function assertArrived(
  { answers, begun, ended }: UnderLoad,
  versions: Readonly<Partial<Record<ServiceName, string>>>,
): void {
  for (const [service, version] of Object.entries(versions)) {
    const arrival = arrivalOf(answers, { service, version, since: begun });
    const seen = lineOf(accountOf(answers));
    assert.ok(arrival, `${service} ${version} is not the only one that answers: ${seen}\n${ended.text}`);
  }
}
