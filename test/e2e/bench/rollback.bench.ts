import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { SERVICES } from "../../../commands/releases/deployed";
import { blog } from "../hooks";
import { Arrival, arrivalOf } from "../load/account";
import { rollback } from "../rollback/command";
import { answering, Versions } from "../rollback/releases";
import { staged } from "../rollback/stage";
import { assertNoneFailed, UnderLoad, underLoad } from "../rollback/underLoad";

const ROUNDS = 3;
/** Requests per second: enough to see when a version answers. Readers of a real blog take no time from its operator's machine. */
const RATE = 20;

/** One row of the table: how long until a version of both services answered. */
interface Row extends Arrival {
  readonly what: string;
}

function rowOf(what: string, { answers, begun }: UnderLoad, versions: Versions): Row {
  const arrivals = SERVICES.map((service) =>
    arrivalOf(answers, { service, version: versions[service], since: begun }),
  );
  const seconds = (key: keyof Arrival) => Math.max(...arrivals.map((arrival) => arrival?.[key] ?? NaN));
  return { what, first: seconds("first"), only: seconds("only") };
}

/** The sources of the older release, in an image that no registry has and no cache helps to build. */
function revertWithoutCaches(): void {
  blog().edit("dockerfiles/backend/main.go", (text) => text.replace("\n// The newer release.\n", ""));
  blog().edit("dockerfiles/frontend/index.html", (text) => text.replace("<!-- newer -->", ""));
  for (const service of SERVICES) blog().edit(`dockerfiles/${service}/Dockerfile`, withoutCaches);
}

function withoutCaches(dockerfile: string): string {
  const fresh = randomUUID();
  const emptied = dockerfile.replace(
    /target=(\S+)/g,
    (target, path: string) => `id=${fresh}${path},${target}`,
  );
  return emptied.replace(/^FROM .* AS build$/m, (from) => `${from}\nENV FRESH=${fresh}`);
}

function print(rows: readonly Row[]): void {
  console.log(`\n| both services, ${RATE} requests per second | first answer | only such answers |`);
  console.log("| --- | --- | --- |");
  for (const { what, first, only } of rows)
    console.log(`| ${what} | ${first.toFixed(1)} s | ${only.toFixed(1)} s |`);
}

// Figures, not demands: a machine may be as slow as it likes.
describe("going back, against reverting and building again", () => {
  const stage = staged();

  it("in the same run", async function () {
    this.timeout("60m");
    const rows: Row[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const seen = await wellDone(() => rollback(stage.docker, "--to", "previous"));
      // What the command itself says of its time, beside what the load saw.
      for (const [line] of seen.ended.text.matchAll(/^.* first answer after .*$/gm))
        console.log(`      ${line}`);
      rows.push(rowOf(`npm run rollback, ${round}`, seen, stage.releases.older));
      await wellDone(() => rollback(stage.docker, "--undo"));
    }
    revertWithoutCaches();
    const rebuilt = await wellDone(() => blog().pulumi("up", "--yes", "--skip-preview"));
    const row = rowOf("revert, pulumi up without build caches", rebuilt, await answering());
    const slowest = (key: keyof Arrival) => Math.max(...rows.map((each) => each[key]));
    print([...rows, row]);
    console.log(
      `The slowest rollback took ${percent(slowest("first"), row.first)} of the rebuild to the first answer, ` +
        `and ${percent(slowest("only"), row.only)} to only such answers.\n`,
    );
  });
});

async function wellDone(run: () => ReturnType<typeof rollback>): Promise<UnderLoad> {
  const seen = await underLoad(run, RATE);
  assert.equal(seen.ended.code, 0, seen.ended.text);
  assertNoneFailed(seen);
  return seen;
}

const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(0)} %`;
