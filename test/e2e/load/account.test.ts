import assert from "node:assert/strict";
import { accountOf, Answer, arrivalOf, lineOf } from "./account";

const answer = (at: number, version: string | undefined, more: Partial<Answer> = {}): Answer => ({
  at,
  ms: 1,
  service: "backend",
  ...(version !== undefined && { version }),
  ...more,
});

describe("the account of a load", () => {
  const answers = [
    answer(1000, "new", { ms: 4 }),
    answer(1100, "old", { ms: 2 }),
    answer(1150, undefined, { ms: 10_000, failure: "status 503" }),
    answer(1200, "new", { ms: 3 }),
    answer(1300, "old", { ms: 1 }),
    answer(1400, "old", { ms: 5, service: "frontend" }),
  ];

  it("counts requests, failures by kind and versions by service", () => {
    const { requests, failures, versions } = accountOf(answers);
    assert.equal(requests, 6);
    assert.deepEqual(failures, { "status 503": 1 });
    assert.deepEqual(versions, { backend: { new: 2, old: 2 }, frontend: { old: 1 } });
  });

  it("tells the latency that half, almost all and all answers took at most", () => {
    assert.deepEqual(accountOf(answers).latency, { p50: 3, p99: 10_000, max: 10_000 });
    assert.deepEqual(accountOf([]).latency, { p50: 0, p99: 0, max: 0 });
  });

  it("tells when a version first answered, and since when no other one did", () => {
    const old = { service: "backend", version: "old", since: 500 };
    assert.deepEqual(arrivalOf(answers, old), { first: 0.6, only: 0.8 });
  });

  it("takes answers in the order of their time, and those of after the beginning alone", () => {
    const mixed = [answer(3000, "old"), answer(2000, "new"), answer(1000, "old"), answer(2500, "old")];
    assert.deepEqual(arrivalOf(mixed, { service: "backend", version: "old", since: 1500 }), {
      first: 1,
      only: 1,
    });
  });

  it("knows no arrival while another version answers last, or the version never does", () => {
    assert.equal(arrivalOf(answers, { service: "backend", version: "none", since: 0 }), undefined);
    assert.equal(
      arrivalOf([...answers, answer(2000, "new")], { service: "backend", version: "old", since: 0 }),
      undefined,
    );
  });

  it("says it in a line", () => {
    assert.equal(
      lineOf(accountOf(answers)),
      "6 requests, failed: 1 × status 503; 3.0 ms (p50), 10000.0 ms (p99), 10000 ms (max); backend new 2, old 2; frontend old 1",
    );
  });
});
