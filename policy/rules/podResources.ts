import { podsOf } from "../pods";
import { Rule } from "../rule";

/** What a node is filled by, and what keeps a leak in one pod from the others. */
const NEEDED = [
  ["requests", "cpu", "the scheduler does not know how much it takes"],
  ["requests", "memory", "the scheduler does not know how much it takes"],
  ["limits", "memory", "a leak takes the memory of its neighbours"],
] as const;

export const podResources: Rule = {
  name: "pod-resources",
  description: "Every container requests CPU and memory and has a memory limit.",
  *examine(resource) {
    for (const { name, resources } of podsOf(resource)?.containers ?? []) {
      for (const [group, quantity, why] of NEEDED) {
        if (resources?.[group]?.[quantity] !== undefined) continue;
        yield `has no resources.${group}.${quantity} for container ${name}, so ${why}: set it`;
      }
    }
  },
};
