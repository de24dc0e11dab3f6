import { join } from "node:path";
import { type Finding, objectName } from "../finding";
import { PYTHON, runTool } from "./run";

interface Output {
  readonly examined: number;
  readonly problems: readonly {
    readonly kind: string;
    readonly namespace: string | null;
    readonly name: string;
    readonly problem: string;
  }[];
}

/** What of the objects in a file the schemas of Kubernetes do not allow. Throws unless all of them were examined. */
export async function validate(
  file: string,
  stack: string,
  place: { folder: string; version: string; objects: number },
): Promise<Finding[]> {
  const args = ["-P", join(__dirname, "schemas.py"), file, place.version];
  const { examined, problems } = JSON.parse(await runTool(PYTHON, args, place)) as Output;
  if (examined !== place.objects) {
    throw new Error(
      `${file} has ${place.objects} objects, and ${examined} were read: look at how it is written.`,
    );
  }
  return problems.map(({ kind, namespace, name, problem }) => ({
    tool: "schema" as const,
    rule: `Kubernetes ${place.version}`,
    resource: objectName(kind, namespace ?? undefined, name),
    problem: problem.replace(/\s+/g, " "),
    stack,
  }));
}
