import { RunError } from "@pulumi/pulumi/errors";
import { Check } from "../check";
import { ok, problem } from "../finding";

/** All that is wrong in the stack's file, as an update would say it. */
export const configuration: Check = {
  name: "configuration",
  async examine(subject) {
    try {
      await subject.config();
      return ok(`Pulumi.${subject.stack}.yaml holds nothing wrong.`);
    } catch (error) {
      if (!RunError.isInstance(error)) throw error;
      return error.message.split("\n").map(problem);
    }
  },
};
