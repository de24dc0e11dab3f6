import type { Wrong } from "./wrong";

const [VPC, SUBNET] = ["aws:ec2/vpc:Vpc", "aws:ec2/subnet:Subnet"];
const tooMany = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key-${index}`, "value"]));

export const NETWORK: Wrong[] = [
  [
    VPC,
    "too wide a network",
    { cidrBlock: "10.0.0.0/8" },
    /^cidrBlock must have a mask of 16 to 28 bits, got "10/,
  ],
  [
    VPC,
    "a network named by another address",
    { cidrBlock: "10.20.0.1/16" },
    /^cidrBlock must be an IPv4 network/,
  ],
  [VPC, "no network at all", { cidrBlock: "10.20.0.0" }, /^cidrBlock must be an IPv4 network/],
  [VPC, "an impossible address", { cidrBlock: "10.256.0.0/16" }, /^cidrBlock must be an IPv4 network/],
  [
    VPC,
    "an unknown tenancy",
    { instanceTenancy: "host" },
    /^instanceTenancy must be one of default, dedicated/,
  ],
  [
    VPC,
    "a text for a flag",
    { enableDnsSupport: "yes" },
    /^enableDnsSupport must be a boolean, got a string/,
  ],
  [
    VPC,
    "what is not supported",
    { ipv4IpamPoolId: "pool" },
    /^ipv4IpamPoolId is not supported by the stand-in/,
  ],
  [VPC, "an output", { arn: "arn:aws:ec2:::vpc" }, /^arn is unknown: there are cidrBlock,/],
  [VPC, "no region", { region: "Frankfurt" }, /^region must be a region of AWS, got "Frankfurt"/],
  [SUBNET, "both names of a zone", { availabilityZone: "a", availabilityZoneId: "b" }, /exclude each other/],
  [
    "aws:ec2/route:Route",
    "two targets",
    { natGatewayId: "nat-1" },
    /^one of gatewayId, natGatewayId,.*only one$/,
  ],
  ["aws:ec2/natGateway:NatGateway", "no address", { allocationId: null }, /^allocationId must be given/],
  [
    "aws:ec2/flowLog:FlowLog",
    "an odd interval",
    { maxAggregationInterval: 300 },
    /must be one of 60, 600, got 300/,
  ],
  [
    "aws:ec2/flowLog:FlowLog",
    "two things to watch",
    { subnetId: "subnet-1" },
    /^one of vpcId, subnetId, eniId/,
  ],
];

export const TAGS: Wrong[] = [
  [
    VPC,
    "a tag of AWS's own",
    { tags: { "aws:name": "x" } },
    /^tags must have no key that starts with "aws:"/,
  ],
  [VPC, "too many tags", { tags: tooMany }, /^tags must be 50 tags or fewer/],
  [VPC, "too long a tag", { tags: { key: "x".repeat(257) } }, /^tags must have values of 256 characters/],
  [VPC, "a number for a tag", { tags: { key: 1 } }, /^tags.key must be a string, got a number/],
];
