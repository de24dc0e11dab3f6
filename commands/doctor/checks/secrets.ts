import { Check } from "../check";
import { ok } from "../finding";

/** What Pulumi marks a secret with in a state. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Whether the passphrase or the key of the state is at hand: reading a state with secrets takes it. */
export const secrets: Check = {
  name: "secrets",
  after: ["stack"],
  async examine(subject) {
    const hasSecrets = JSON.stringify((await subject.state()) ?? {}).includes(SECRET);
    return ok(
      hasSecrets
        ? "The secrets of the state can be read."
        : "The state holds no secrets yet, so whether the passphrase or the key is right shows in the first update.",
    );
  },
};
