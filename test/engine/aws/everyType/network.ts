import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { changed, provider, REGION } from "./provider";
import { flowLogs } from "./security";

const opts = { provider };

export const vpc = new aws.ec2.Vpc("network", { cidrBlock: "10.20.0.0/16", enableDnsHostnames: true }, opts);
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id }, opts);
const zones = aws.getAvailabilityZonesOutput({ state: "available" }, opts);

const subnetIn = (name: string, index: number, cidrBlock: string, more: Partial<aws.ec2.SubnetArgs> = {}) =>
  new aws.ec2.Subnet(name, { vpcId: vpc.id, cidrBlock, availabilityZone: zones.names[index], ...more }, opts);

const outside = subnetIn("public", 0, "10.20.0.0/24", { mapPublicIpOnLaunch: !changed });
export const inside = [subnetIn("private-a", 0, "10.20.16.0/20"), subnetIn("private-b", 1, "10.20.32.0/20")];

const address = new aws.ec2.Eip("nat", { domain: "vpc" }, opts);
const nat = new aws.ec2.NatGateway(
  "nat",
  { allocationId: address.allocationId, subnetId: outside.id },
  { ...opts, dependsOn: gateway },
);

const routes = (name: string) =>
  new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: { Name: changed ? `${name}-2` : name } }, opts);
const publicRoutes = routes("public");
const privateRoutes = routes("private");
const everywhere = "0.0.0.0/0";
new aws.ec2.Route(
  "public",
  { routeTableId: publicRoutes.id, destinationCidrBlock: everywhere, gatewayId: gateway.id },
  opts,
);
new aws.ec2.Route(
  "private",
  { routeTableId: privateRoutes.id, destinationCidrBlock: everywhere, natGatewayId: nat.id },
  opts,
);
new aws.ec2.RouteTableAssociation("public", { routeTableId: publicRoutes.id, subnetId: outside.id }, opts);
inside.forEach(
  (subnet, index) =>
    new aws.ec2.RouteTableAssociation(
      `private-${index}`,
      { routeTableId: privateRoutes.id, subnetId: subnet.id },
      opts,
    ),
);

const ownBuckets = pulumi.jsonStringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: changed ? ["s3:Get*"] : "s3:*", Resource: "*" }],
});
new aws.ec2.VpcEndpoint(
  "s3",
  {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${REGION}.s3`,
    routeTableIds: [privateRoutes.id],
    policy: ownBuckets,
  },
  opts,
);
new aws.ec2.DefaultSecurityGroup("default", { vpcId: vpc.id }, opts);
new aws.ec2.FlowLog(
  "network",
  {
    vpcId: vpc.id,
    trafficType: "REJECT",
    logDestination: flowLogs.group.arn,
    iamRoleArn: flowLogs.role.arn,
    maxAggregationInterval: 60,
  },
  opts,
);
