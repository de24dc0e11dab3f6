import { Check } from "../check";
import { ok, problem } from "../finding";

/** Whether the backend that the CLI is logged in to answers and has the stack. */
export const stack: Check = {
  name: "stack",
  after: ["Pulumi"],
  async examine(subject) {
    const { stack, local } = subject;
    if (await subject.exists()) return ok(`The stack ${stack} is there.`);
    if (local) return ok('The stack local is not on this machine yet; "npm run local" makes it.');
    return problem(
      `The backend that pulumi is logged in to has no stack ${stack}: make it as docs/production.md says ("pulumi stack init ${stack}"), or log in to another one with "pulumi login".`,
    );
  },
};
