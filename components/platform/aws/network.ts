import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FlowLogs } from "./flowLogs";
import { subnetsOf } from "./subnets";

export interface NetworkArgs {
  /** Addresses of the network; each zone gets a quarter for pods and nodes. */
  readonly cidr: string;
  /** Availability zones, by name. */
  readonly zones: readonly string[];
  /** One NAT gateway for all zones, or one in each: a zone that fails then takes no other's way out with it. */
  readonly natGateways: "single" | "perZone";
  /** Which connections are logged. */
  readonly flowLogs: "none" | "rejected" | "all";
  /** Days that logs are kept. */
  readonly logRetentionDays: number;
  readonly keyArn: pulumi.Input<string>;
  readonly region: string;
  /** Number of the account that it is made in. */
  readonly account: string;
}

/** A network of its own: nodes and pods in private subnets, load balancer and NAT in public ones. */
export class Network extends pulumi.ComponentResource {
  /** All subnets of the cluster, public and private. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Where connections from the load balancer come from. */
  readonly publicCidrs: readonly string[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Network", name, {}, opts);
    const child = { parent: this };

    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock: args.cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: name } },
      child,
    );

    // The group that a resource falls into when it names none lets nothing through.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId: vpc.id }, child);

    if (args.flowLogs !== "none") {
      new FlowLogs(name, { ...args, vpcId: vpc.id, traffic: args.flowLogs }, child);
    }

    const gateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags: { Name: name } }, child);
    const internet = new aws.ec2.RouteTable(
      `${name}-public`,
      { vpcId: vpc.id, tags: { Name: `${name}-public` } },
      child,
    );
    const toInternet = new aws.ec2.Route(
      `${name}-public`,
      { routeTableId: internet.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      child,
    );

    const cidrs = subnetsOf(args.cidr, args.zones.length);
    const publicSubnets = args.zones.map((zone, index) => {
      const subnet = this.subnet(`${name}-public-${letter(zone)}`, vpc, zone, cidrs[index].public, "elb");
      new aws.ec2.RouteTableAssociation(
        `${name}-public-${letter(zone)}`,
        { subnetId: subnet.id, routeTableId: internet.id },
        child,
      );
      return subnet;
    });

    const nats = publicSubnets
      .slice(0, args.natGateways === "single" ? 1 : args.zones.length)
      .map((subnet, index) => this.nat(`${name}-${letter(args.zones[index])}`, subnet, toInternet));

    const privateTables: pulumi.Output<string>[] = [];
    const privateSubnets = args.zones.map((zone, index) => {
      const zoneName = `${name}-private-${letter(zone)}`;
      const subnet = this.subnet(zoneName, vpc, zone, cidrs[index].private, "internal-elb");
      privateTables.push(this.routeOut(zoneName, vpc, subnet, nats[index] ?? nats[0]));
      return subnet;
    });

    // Image layers and backups come and go through it instead of through the NAT gateway, which is paid by the gigabyte.
    new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.${args.region}.s3`,
        vpcEndpointType: "Gateway",
        routeTableIds: privateTables,
        tags: { Name: `${name}-s3` },
      },
      child,
    );

    this.subnetIds = [...publicSubnets, ...privateSubnets].map(({ id }) => id);
    this.publicCidrs = cidrs.map((zone) => zone.public);
    this.registerOutputs({ publicCidrs: this.publicCidrs });
  }

  /** The role tells the load balancer's controller which subnets are its own. */
  private subnet(
    name: string,
    vpc: aws.ec2.Vpc,
    availabilityZone: string,
    cidrBlock: string,
    role: "elb" | "internal-elb",
  ) {
    return new aws.ec2.Subnet(
      name,
      {
        vpcId: vpc.id,
        availabilityZone,
        cidrBlock,
        mapPublicIpOnLaunch: false,
        tags: { Name: name, [`kubernetes.io/role/${role}`]: "1" },
      },
      { parent: this },
    );
  }

  /** It needs the way to the internet as long as it is there: so that one goes last. */
  private nat(name: string, subnet: aws.ec2.Subnet, toInternet: aws.ec2.Route) {
    const address = new aws.ec2.Eip(
      name,
      { domain: "vpc", tags: { Name: name } },
      { parent: this, dependsOn: [toInternet] },
    );
    return new aws.ec2.NatGateway(
      name,
      { allocationId: address.id, subnetId: subnet.id, tags: { Name: name } },
      { parent: this, dependsOn: [toInternet] },
    );
  }

  private routeOut(name: string, vpc: aws.ec2.Vpc, subnet: aws.ec2.Subnet, nat: aws.ec2.NatGateway) {
    const child = { parent: this };
    const table = new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags: { Name: name } }, child);
    new aws.ec2.Route(
      name,
      { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id },
      child,
    );
    new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId: table.id }, child);
    return table.id;
  }
}

/** The "a" of "eu-central-1a". */
const letter = (zone: string) => zone.replace(/^.*-\d+/, "");
