import { stringify } from "yaml";
import { Plan, PlannedResource } from "../plan";
import { unfolded } from "./unfolded";

/** The whole plan as text that is the same on every machine: for diffs. */
export function textOfPlan(plan: Plan): string {
  const resources = plan.resources.map(entry);
  return [
    ...plan.assumptions.map((one) => `# ${one}\n`),
    ...plan.warnings.map((one) => `# ${one}\n`),
    ...resources,
    inYaml({ outputs: plan.outputs }),
  ].join("");
}

const entry = ({ id, inputs, options }: PlannedResource) =>
  inYaml({ [id]: { ...(Object.keys(options).length > 0 && { options }), inputs: unfolded(inputs) } });

/** One way of writing for every value: no line is folded, and nothing is said by reference. */
const inYaml = (value: unknown) => stringify(value, { lineWidth: 0, aliasDuplicateObjects: false });
