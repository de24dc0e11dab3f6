import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi/errors";
import { Check } from "../../../commands/doctor/check";
import { examined, Result } from "../../../commands/doctor/examination";
import { NotAsked, notAsked, ok, problem } from "../../../commands/doctor/finding";
import { linesOf } from "../../../commands/doctor/report";
import { Subject } from "../../../commands/doctor/subject";
import { Failure } from "../../../commands/failure";

const SUBJECT = {} as Subject;
const check = (name: string, examine: Check["examine"], more: Partial<Check> = {}): Check => ({
  ...{ name, examine, ...more },
});
const fails = (error: Error) => () => Promise.reject(error);

const all = (...checks: Check[]): Promise<Result[]> => Array.fromAsync(examined(checks, SUBJECT));

describe("an examination", () => {
  it("runs checks side by side and tells them in their order", async () => {
    const begun: string[] = [];
    let release = () => undefined as void;
    const slow = new Promise<void>((resolve) => (release = resolve));
    const results = await all(
      check("slow", async () => {
        begun.push("slow");
        await slow;
        return ok("Slow.");
      }),
      check("quick", () => {
        begun.push("quick");
        // Only once this one runs does the one before it end.
        release();
        return Promise.resolve(ok("Quick."));
      }),
    );

    assert.deepEqual(begun, ["slow", "quick"]);
    assert.deepEqual(
      results.map(({ check }) => check),
      ["slow", "quick"],
    );
  });

  it("leaves out what does not concern the stack", async () => {
    const results = await all(
      check("ports", fails(new Error("asked")), { concerns: () => false }),
      check("after it", () => Promise.resolve(ok("Fine.")), { after: ["ports"] }),
    );

    assert.deepEqual(results, [{ check: "after it", findings: [ok("Fine.")] }]);
  });

  it("does not ask what makes no sense after a problem, or after what could not be asked", async () => {
    const results = await all(
      check("credentials", () => Promise.resolve(problem("There are none: sign in."))),
      check("quotas", fails(new Error("asked")), { after: ["credentials"] }),
      check("cluster", fails(new Error("asked")), { after: ["quotas"] }),
    );

    assert.deepEqual(
      results.map(({ findings }) => findings),
      [
        [problem("There are none: sign in.")],
        [notAsked("First comes what is said of credentials.")],
        [notAsked("First comes what is said of quotas.")],
      ],
    );
  });

  it("makes findings of what a check refuses", async () => {
    const results = await all(
      check("one", fails(new Failure("It is broken: mend it."))),
      check("two", fails(new RunError("So is this: mend it."))),
      check("three", fails(new NotAsked("Nobody knows."))),
    );

    assert.deepEqual(
      results.flatMap(({ findings }) => findings),
      [problem("It is broken: mend it."), problem("So is this: mend it."), notAsked("Nobody knows.")],
    );
  });

  it("tells an error that nobody foresaw as a problem of that check alone", async () => {
    const results = await all(
      check("breaks", fails(new TypeError("it is not iterable\nat a place"))),
      check("answers", () => Promise.resolve(ok("Fine."))),
    );

    assert.deepEqual(results[0].findings, [
      problem('This could not be looked at ("it is not iterable"): see to that, then run this again.'),
    ]);
    assert.deepEqual(results[1].findings, [ok("Fine.")]);
  });

  it("gives up a check that does not answer in its time, and only that one", async () => {
    const results = await all(
      check("hangs", () => new Promise(() => undefined), { seconds: 0.01 }),
      check("answers", () => Promise.resolve(ok("Fine."))),
    );

    assert.match(results[0].findings[0].text, /^There was no answer within 0\.01 s: /);
    assert.deepEqual(results[1].findings, [ok("Fine.")]);
  });
});

describe("the lines of a result", () => {
  it("say of each finding its kind, its check and its sentence", () => {
    const findings = [ok("Port 1 is free."), problem("Port 2 is taken: free it."), notAsked("Nobody knows.")];

    assert.deepEqual(linesOf({ check: "ports", findings }), [
      "ok         ports          Port 1 is free.",
      "problem    ports          Port 2 is taken: free it.",
      "not asked  ports          Nobody knows.",
    ]);
  });
});
