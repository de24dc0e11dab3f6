import { at, kindOf, Plan, PlannedResource, textOf } from "../plan";
import { nodesFor } from "./nodes";
import { HOURS, NODE_DISK, Price, PRICES } from "./prices";

/** What one part of a stack costs in a month, in US dollars. */
export interface Part {
  readonly part: string;
  readonly usd: number;
  /** How the sum comes about. */
  readonly arithmetic: string;
}

/** What the use of a part costs. */
export interface UsePart extends Part {
  /** Price of a unit, in words. */
  readonly price: string;
}

export interface Cost {
  /** Whether the stack knows what it is billed for; where it only uses a cluster, that one's owner does. */
  readonly known: boolean;
  /** Billed whether anybody reads or not, with the fewest pods. */
  readonly fixed: readonly Part[];
  /** Billed by use; the sums are those of a blog that nobody reads. */
  readonly use: readonly UsePart[];
}

/** Dollars with two digits. */
export const dollars = (usd: number) => (cents(usd) / 100).toFixed(2);

export const total = (parts: readonly Part[]) => parts.reduce((sum, { usd }) => sum + cents(usd), 0) / 100;

/** Dollars in whole cents, as a bill has them; what binary numbers lack in the seventh digit does not count. */
const cents = (usd: number) => Math.round(Number((usd * 100).toFixed(6)));

/** What a stack costs in a month. */
export function costOf(plan: Plan): Cost {
  if (count(plan, "aws:eks/cluster:Cluster") === 0) return { known: false, fixed: [], use: [] };
  return { known: true, fixed: fixedParts(plan).filter(({ usd }) => usd > 0), use: useParts(plan) };
}

function fixedParts(plan: Plan): Part[] {
  const nodes = nodesFor(plan);
  const balancers = loadBalancers(plan).length;
  const addresses = count(plan, "aws:ec2/eip:Eip") + balancers * publicSubnets(plan);
  const keys = count(plan, "aws:kms/key:Key");
  const gib = claimedGib(plan);
  return [
    hourly("EKS control plane", count(plan, "aws:eks/cluster:Cluster"), PRICES.controlPlane),
    hourly("nodes for the fewest pods, c6a.large with Auto Mode's 12 %", nodes, PRICES.node),
    monthly("nodes' disks, gp3", nodes * NODE_DISK, PRICES.volume, `${nodes} × ${NODE_DISK} GiB`),
    hourly("NAT gateways", count(plan, "aws:ec2/natGateway:NatGateway"), PRICES.natGateway),
    hourly("public addresses", addresses, PRICES.publicAddress),
    hourly("network load balancer", balancers, PRICES.loadBalancer),
    monthly("database's volume, gp3", gib, PRICES.volume, `${gib} GiB`),
    monthly("KMS keys, that of the state included", keys + 1, PRICES.key, `${keys + 1}`),
    monthly("Route 53 zone", count(plan, "aws:route53/record:Record") > 0 ? 1 : 0, PRICES.zone, "1"),
  ];
}

/** The amounts of a blog that nobody reads, as in docs/production.md. */
function useParts(plan: Plan): UsePart[] {
  const days = Math.max(...ofType(plan, "aws:cloudwatch/logGroup:LogGroup").map(retention), 0);
  const kept = (10 * days) / 30;
  return [
    used("data through NAT", 5, PRICES.natData),
    used("load balancer's capacity", 0, PRICES.capacityUnit),
    used("logs written", 10, PRICES.logsWritten),
    used(`logs kept ${days} days`, kept, PRICES.logsKept),
    used("images in ECR", 1, PRICES.images),
    used("backups in S3", 0, PRICES.backups),
    used("data to readers above 100 GB", 0, PRICES.toReaders),
    used("data between zones", 0, PRICES.betweenZones),
  ];
}

const hourly = (part: string, pieces: number, { usd }: Price): Part => ({
  part,
  usd: pieces * HOURS * usd,
  arithmetic: `${pieces} × ${HOURS} h × ${usd}`,
});

const monthly = (part: string, amount: number, { usd }: Price, words: string): Part => ({
  part,
  usd: amount * usd,
  arithmetic: `${words} × ${usd}`,
});

const used = (part: string, amount: number, { usd, per }: Price): UsePart => ({
  ...monthly(part, amount, { usd, per, seen: "" }, `${amount} GB`),
  price: `${usd} per ${per}`,
});

const ofType = (plan: Plan, type: string) => plan.resources.filter((one) => one.type === type);
const count = (plan: Plan, type: string) => ofType(plan, type).length;
const retention = ({ inputs }: PlannedResource) => Number(inputs.retentionInDays ?? 0);

const loadBalancers = ({ resources }: Plan) =>
  resources.filter((one) => kindOf(one) === "Service" && at(one.inputs.spec, "type") === "LoadBalancer");

/** Subnets in which a load balancer that is open to the internet has an address each. */
const publicSubnets = (plan: Plan) =>
  ofType(plan, "aws:ec2/subnet:Subnet").filter(
    ({ inputs }) => at(inputs.tags, "kubernetes.io/role/elb") === "1",
  ).length;

const claimedGib = (plan: Plan) =>
  ofType(plan, "kubernetes:core/v1:PersistentVolumeClaim").reduce(
    (sum, { inputs }) => sum + parseInt(textOf(at(inputs.spec, "resources", "requests", "storage")), 10),
    0,
  );
