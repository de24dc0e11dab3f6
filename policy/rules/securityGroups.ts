import { Inputs } from "../resource";
import { Rule } from "../rule";
import { open } from "./openNetworks";

const GROUPS = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];
const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

/** Readers come through the load balancer, whose security groups EKS makes itself. */
export const securityGroups: Rule = {
  name: "security-groups",
  description: "No security group lets in the whole internet.",
  *examine({ type, inputs }) {
    for (const { fromPort, toPort } of ingressOf(type, inputs).filter(isOpen)) {
      yield `lets the whole internet in to ${portsOf(fromPort, toPort)}: name the networks or the security groups that may come`;
    }
  },
};

function ingressOf(type: string, inputs: Inputs): Inputs[] {
  if (GROUPS.includes(type)) return Array.isArray(inputs.ingress) ? inputs.ingress : [];
  if (type === RULE) return inputs.type === "ingress" ? [inputs] : [];
  return type === INGRESS_RULE ? [inputs] : [];
}

const isOpen = ({ cidrBlocks, ipv6CidrBlocks, cidrIpv4, cidrIpv6 }: Inputs) =>
  open([cidrBlocks, ipv6CidrBlocks, cidrIpv4, cidrIpv6].flat());

function portsOf(from: unknown, to: unknown): string {
  if (typeof from !== "number" || from < 0) return "all ports";
  return from === to ? `port ${from}` : `ports ${from} to ${String(to)}`;
}
