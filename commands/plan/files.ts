import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { kubernetesYaml, releaseFiles } from "./forms/kubernetes";
import { textOfPlan } from "./forms/text";
import { treeOf } from "./forms/tree";
import { picturesOf } from "./pictures/pictures";
import { Plan } from "./plan";

/** Writes all forms of a plan and its pictures into a folder. Throws a Failure if it cannot be written to. */
export async function writeAll(plan: Plan, folder: string, say: (line: string) => void): Promise<void> {
  const files = new Map([
    ["plan.txt", treeOf(plan)],
    ["resources.yaml", textOfPlan(plan)],
    ["kubernetes.yaml", kubernetesYaml(plan)],
    ...releaseFiles(plan),
    ...(await picturesOf(plan)),
  ]);
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of files) writeFileSync(join(folder, name), text);
  } catch (error) {
    throw new Failure(
      `${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}): name another folder with --out.`,
    );
  }
  for (const name of files.keys()) say(join(folder, name));
}
