import { Plan } from "../plan";
import { networkDot } from "./network";
import { drawn } from "./svg";
import { topologyDot } from "./topology";

/** The pictures of a stack as SVG, by the names of their files; of the network only where the stack makes one. */
export async function picturesOf(plan: Plan): Promise<[name: string, svg: string][]> {
  const network = networkDot(plan);
  return [
    ["topology.svg", await drawn(`The way of a request in the stack ${plan.stack}`, topologyDot(plan))],
    ...(network === undefined
      ? []
      : [["network.svg", await drawn(`The stack ${plan.stack} in AWS`, network)] as [string, string]]),
  ];
}
