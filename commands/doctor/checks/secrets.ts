import { Check } from "../check";
import { ok } from "../finding";

/** Whether the passphrase or the key of the state is at hand: a state is only read with it. */
export const secrets: Check = {
  name: "secrets",
  after: ["stack"],
  async examine(subject) {
    const state = await subject.state();
    return ok(state ? "The secrets of the state can be read." : "There are no secrets to read yet.");
  },
};
