import assert from "node:assert/strict";
import { waitForState, whileRefused } from "../../../standins/aws/account/wait";

const patience = (seconds: number) => ({ seconds, cancelled: new AbortController().signal });
const after = (...states: (string | undefined)[]) => {
  const left = [...states];
  return () => Promise.resolve(left.length > 1 ? left.shift() : left[0]);
};

describe("waiting for a state", () => {
  it("ends with the state, or with the end of the thing", async () => {
    const done = { pending: ["CREATING"], target: "ACTIVE" };
    await waitForState({ ...done, state: after("ACTIVE") }, patience(0));
    await waitForState({ pending: ["DELETING"], target: undefined, state: after(undefined) }, patience(0));
  });

  it("fails with a state from which there is no way, and with why", async () => {
    const state = after("FAILED");
    const reason = () => Promise.resolve("no addresses left");
    await assert.rejects(
      waitForState({ state, pending: ["CREATING"], target: "ACTIVE", reason }, patience(60)),
      new Error("unexpected state 'FAILED', wanted target 'ACTIVE': no addresses left"),
    );
  });

  it("fails when the time is up", async () => {
    await assert.rejects(
      waitForState({ state: after("CREATING"), pending: ["CREATING"], target: "ACTIVE" }, patience(0)),
      /^Error: timeout while waiting for state to become 'ACTIVE' \(last state: 'CREATING', timeout: 0s\)$/,
    );
  });

  it("ends when the operator interrupts it", async () => {
    const interrupted = { seconds: 60, cancelled: AbortSignal.abort() };
    const waiting = waitForState(
      { state: after("CREATING"), pending: ["CREATING"], target: "ACTIVE" },
      interrupted,
    );
    await assert.rejects(waiting, { name: "AbortError" });
  });
});

describe("a call that is refused for a while", () => {
  it("fails with the refusal itself when the time is up", async () => {
    const refusal = new Error("the role does not exist");
    await assert.rejects(
      whileRefused(
        patience(0),
        () => Promise.reject(refusal),
        () => true,
      ),
      refusal,
    );
  });

  it("fails at once with any other refusal", async () => {
    let calls = 0;
    const call = () => Promise.reject(new Error(`refused ${++calls}`));
    await assert.rejects(
      whileRefused(patience(60), call, () => false),
      new Error("refused 1"),
    );
  });
});
