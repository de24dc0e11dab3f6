import { at, kindOf, listOf, Plan, PlannedResource, textOf } from "../plan";
import { nodesFor } from "../cost/nodes";
import { area, arrow, card, graph, words } from "./dot";
import { light } from "./palette";

const INTERNET = "internet";
const GATEWAY = "internet gateway";
const BALANCER = "load balancer";
const CLUSTER = "cluster";
const OTHERS = "services of the region";

/** What lies where in AWS: network, zones, subnets, cluster, and what the region has for it; undefined without a network. */
export function networkDot(plan: Plan): string | undefined {
  const all = (type: string) => plan.resources.filter((one) => one.type === `aws:${type}`);
  const [vpc] = all("ec2/vpc:Vpc");
  if (vpc === undefined) return undefined;
  const subnets = all("ec2/subnet:Subnet");
  const zones = [...new Set(subnets.map(({ inputs }) => textOf(inputs.availabilityZone)))].sort();
  const region = (zones[0] ?? "").slice(0, -1);
  return graph(
    `Stack ${plan.stack} in AWS`,
    "Solid: what readers send. Dashed: what pods send to the internet.",
    { rankdir: "TB", nodesep: 0.35, ranksep: 0.5, newrank: "true" },
    [
      words(INTERNET, "Internet"),
      area("region", `${region}, account ${accountIn(plan)}`, [
        area(
          "vpc",
          `VPC ${textOf(vpc.inputs.cidrBlock)}`,
          [...entrance(plan), ...zones.map((zone) => zoneArea(zone, subnets, plan))],
          { fillcolor: light("inner") },
        ),
        ...all("eks/cluster:Cluster").map((one) => clusterCard(one, plan)),
        card(OTHERS, "Beside the network", services(plan), "data"),
      ]),
      arrow(INTERNET, GATEWAY, "", { dir: "both" }),
      ...waysIn(subnets, plan),
      ...waysOut(subnets, plan),
      ...besides(subnets, all("eks/cluster:Cluster").length > 0),
    ],
  );
}

function entrance(plan: Plan): string[] {
  const balancer = card(BALANCER, "Network load balancer", ["an address in each public subnet"], "edge");
  return [card(GATEWAY, "Internet gateway", [], "edge"), ...(hasBalancer(plan) ? [balancer] : [])];
}

/** From the load balancer's addresses to the pods, of which each may be in any zone. */
function waysIn(subnets: readonly PlannedResource[], plan: Plan): string[] {
  const isThere = hasBalancer(plan);
  const tops = subnets.filter(isPublic);
  return [
    ...(isThere ? [arrow(GATEWAY, BALANCER, "")] : []),
    ...tops.map((one) => arrow(isThere ? BALANCER : GATEWAY, one.id, "", isThere ? {} : { style: "invis" })),
    ...tops.flatMap((one) =>
      privateBeside(one, subnets).map(({ id }) => arrow(one.id, id, "", isThere ? {} : { style: "invis" })),
    ),
  ];
}

/** From the pods to the gateway through which they reach the internet. */
function waysOut(subnets: readonly PlannedResource[], plan: Plan): string[] {
  const ways = routes(plan);
  return subnets.flatMap((subnet) => {
    const way = ways.get(`Subnet(${subnet.name})`) ?? "";
    const gate = subnets.find((one) =>
      gatewaysIn(one, plan).some(({ name }) => `NatGateway(${name})` === way),
    );
    return gate === undefined
      ? []
      : [arrow(subnet.id, gate.id, "", { style: "dashed", constraint: "false" })];
  });
}

/** Keeps what is not in the network to the right of it. */
function besides(subnets: readonly PlannedResource[], hasCluster: boolean): string[] {
  const [last] = subnets.filter((one) => !isPublic(one)).slice(-1);
  const invisible = { style: "invis" };
  return [
    ...(hasCluster ? [arrow(CLUSTER, OTHERS, "", { ...invisible, minlen: 2 })] : []),
    ...(last === undefined
      ? []
      : [`{ rank=same; "${last.id}"; "${OTHERS}"; }`, arrow(last.id, OTHERS, "", invisible)]),
  ];
}

const privateBeside = ({ inputs }: PlannedResource, subnets: readonly PlannedResource[]) =>
  subnets.filter((one) => !isPublic(one) && one.inputs.availabilityZone === inputs.availabilityZone);

const isPublic = ({ inputs }: PlannedResource) => at(inputs.tags, "kubernetes.io/role/elb") === "1";

const hasBalancer = ({ resources }: Plan) =>
  resources.some((one) => kindOf(one) === "Service" && at(one.inputs.spec, "type") === "LoadBalancer");

function accountIn({ resources }: Plan): string {
  const provider = resources.find(({ type }) => type === "pulumi:providers:aws");
  return textOf(provider?.inputs.allowedAccountIds).replace(/\D/g, "");
}

function zoneArea(zone: string, subnets: readonly PlannedResource[], plan: Plan): string {
  const here = subnets.filter(({ inputs }) => inputs.availabilityZone === zone);
  return area(
    zone,
    zone,
    here.map((subnet) => subnetCard(subnet, plan)),
    { labelloc: "b" },
  );
}

function subnetCard(subnet: PlannedResource, plan: Plan): string {
  const cidr = textOf(subnet.inputs.cidrBlock);
  if (!isPublic(subnet)) return card(subnet.id, "Private subnet", [cidr, "nodes and pods"], "service");
  const nats = gatewaysIn(subnet, plan).map(() => "NAT gateway with an address");
  return card(subnet.id, "Public subnet", [cidr, ...nats], nats.length > 0 ? "proxy" : "edge");
}

const gatewaysIn = (subnet: PlannedResource, { resources }: Plan) =>
  resources.filter((one) => kindOf(one) === "NatGateway" && one.inputs.subnetId === `Subnet(${subnet.name})`);

function clusterCard({ inputs: { version, vpcConfig } }: PlannedResource, plan: Plan): string {
  const from = listOf(at(vpcConfig, "publicAccessCidrs")).map(textOf).join(", ");
  return card(
    CLUSTER,
    `EKS, Kubernetes ${textOf(version)}`,
    [
      `API from ${from === "" ? "inside of the network" : from}`,
      `Auto Mode: about ${nodesFor(plan)} nodes for the fewest pods`,
    ],
    "service",
  );
}

/** Where the traffic of each subnet goes that leaves the network: the id of a gateway, by the subnet's name. */
function routes({ resources }: Plan): Map<string, string> {
  const tables = new Map<string, string>();
  for (const { inputs } of resources.filter((one) => kindOf(one) === "Route")) {
    tables.set(textOf(inputs.routeTableId), textOf(inputs.natGatewayId) || textOf(inputs.gatewayId));
  }
  const associations = resources.filter((one) => kindOf(one) === "RouteTableAssociation");
  return new Map(
    associations.map(({ inputs }) => [
      textOf(inputs.subnetId),
      tables.get(textOf(inputs.routeTableId)) ?? "",
    ]),
  );
}

/** What the stack has in the region outside of its network, a line each. */
function services({ resources }: Plan): string[] {
  const count = (type: string) => resources.filter((one) => one.type === `aws:${type}`).length;
  const line = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  return [
    ...line(count("ecr/repository:Repository"), "repositories of images (ECR)"),
    ...line(count("s3/bucket:Bucket"), "bucket for backups (S3)"),
    ...line(count("kms/key:Key"), "keys (KMS)"),
    ...line(count("cloudwatch/logGroup:LogGroup"), "log groups (CloudWatch)"),
    ...line(count("iam/role:Role"), "roles (IAM)"),
    ...line(count("acm/certificate:Certificate"), "certificate (ACM)"),
    ...line(count("route53/record:Record"), "records (Route 53)"),
  ];
}
