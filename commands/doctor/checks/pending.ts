import { Check } from "../check";
import { Finding, ok, problem } from "../finding";
import { State, Subject } from "../subject";

/** What an update was doing when it was killed: Pulumi does not know how it ended. */
export const pending: Check = {
  name: "operations",
  after: ["secrets"],
  examine: async (subject) => unfinished((await subject.state()) ?? {}, subject),
};

export function unfinished(
  { pending_operations: operations = [] }: State,
  { stack, local }: Pick<Subject, "stack" | "local">,
): Finding {
  if (operations.length === 0) return ok("No operation was left unfinished.");
  const { type, resource } = operations[0];
  const [kind = "", name = ""] = resource.urn.split("::").slice(-2);
  const others = operations.length > 1 ? ` and ${operations.length - 1} more` : "";
  const what = `The last update was interrupted while ${type} ${kind.split(":").at(-1)} ${name}${others}`;
  if (local) return ok(`${what}; "npm run local" goes on from there.`);
  return problem(
    `${what}: run "pulumi refresh --stack ${stack}", which finds out how it ended, before the next one.`,
  );
}
