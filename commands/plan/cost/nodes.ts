import { Plan } from "../plan";
import { workloadsOf } from "../workloads";
import { NODE_ROOM } from "./prices";

/**
 * Nodes that the fewest pods of a stack need: enough room for what they request, and a node for each zone over which
 * pods of one workload are spread. Estimated: Kubernetes places pods as it sees fit.
 */
export function nodesFor(plan: Plan): number {
  const workloads = workloadsOf(plan);
  const zones = new Set(
    plan.resources
      .filter(({ type }) => type === "aws:ec2/subnet:Subnet")
      .map(({ inputs }) => inputs.availabilityZone),
  ).size;
  const requested = (of: "milliCpu" | "memory") => workloads.reduce((sum, one) => sum + one.min * one[of], 0);
  const spread = workloads.filter((one) => one.spread).map(({ min }) => Math.min(min, zones));
  return Math.max(
    1,
    ...spread,
    Math.ceil(requested("milliCpu") / NODE_ROOM.milliCpu),
    Math.ceil(requested("memory") / NODE_ROOM.memory),
  );
}
