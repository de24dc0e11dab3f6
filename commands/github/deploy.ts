import { Failure } from "../failure";
import { deployedIn, nameOf, runningRelease, SERVICES } from "../releases/deployed";
import { Outputs } from "../stackState";
import { openStack } from "../stacks";
import { bringUp, resources, Unfinished } from "../update";
import { code, table } from "./markdown";

/** Brings a stack up and answers what runs then, in markdown. Throws a Failure that says what is to be done. */
export async function deploy(name: string): Promise<string> {
  const { stack } = await openStack(name);
  try {
    const { outputs, changes } = await bringUp(stack, (line) => console.log(line));
    return deployReport(stack.name, outputs, changes);
  } catch (error) {
    if (!(error instanceof Unfinished)) throw error;
    const then = error.changed
      ? "It stopped half-way, and what was done stays: put the cause right, then run this job again to go on, or start the workflow rollback."
      : "Nothing was changed.";
    throw new Failure(`${error.message}\n${then}`);
  }
}

/** What runs after an update; pinned services are said so. */
export function deployReport(name: string, outputs: Outputs, changes: number): string {
  const deployed = deployedIn(name, outputs);
  const rows = SERVICES.map((service) => {
    const pinned = deployed.pinned.includes(service) ? "**pinned: what is merged for it does not run**" : "";
    return [service, code(nameOf(runningRelease(deployed, service))), pinned];
  });
  const head = `### Deployed ${code(name)}: ${changes === 0 ? "nothing to change" : `${resources(changes)} changed`}`;
  return [head, table(["service", "runs", ""], rows), deployed.url].join("\n\n");
}
