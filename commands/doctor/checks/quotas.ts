import { Session } from "../../../components/platform/aws/commandLine";
import { Absent, askAws } from "../awsAnswers";
import { Check, onAws } from "../check";
import { Finding, NotAsked, notAsked, ok, problem } from "../finding";
import { Subject } from "../subject";

interface Quota {
  readonly what: string;
  readonly service: string;
  readonly code: string;
  readonly used: (session: Session) => Promise<number>;
  /** How many a new stack takes. */
  readonly needed: (gateways: number) => number;
}

/** What EKS starts nodes of for a new stack, as docs/production.md counts them. */
const NODE_CPUS = 8;

const QUOTAS: readonly Quota[] = [
  {
    ...{ what: "VPCs", service: "vpc", code: "L-F678F1CE", needed: () => 1 },
    used: async (session) => (await askAws<{ Vpcs: [] }>(session, "ec2", "describe-vpcs")).Vpcs.length,
  },
  {
    ...{ what: "elastic IPs", service: "ec2", code: "L-0263D0A3", needed: (gateways) => gateways },
    used: async (session) =>
      (await askAws<{ Addresses: [] }>(session, "ec2", "describe-addresses")).Addresses.length,
  },
  {
    ...{ what: "vCPUs of on-demand instances", service: "ec2", code: "L-1216C47A", needed: () => NODE_CPUS },
    used: runningCpus,
  },
];

/** Whether the account has room for a stack that is not there yet. */
export const quotas: Check = {
  name: "quotas",
  concerns: onAws,
  after: ["credentials"],
  seconds: 180,
  async examine(subject) {
    if (await isThere(subject)) return ok("The stack has its place in the account already.");
    const session = await subject.session();
    const gateways = await gatewaysOf(subject);
    return Promise.all(QUOTAS.map((quota) => room(quota, session, gateways)));
  },
};

async function room(quota: Quota, session: Session, gateways: number): Promise<Finding> {
  const { what, service, code } = quota;
  try {
    const question = ["service-quotas", "get-service-quota", "--service-code", service, "--quota-code", code];
    const [{ Quota: allowed }, used] = await Promise.all([
      askAws<{ Quota: { Value: number } }>(session, ...question),
      quota.used(session),
    ]);
    return judged(quota, allowed.Value, used, gateways);
  } catch (error) {
    if (error instanceof Absent) return notAsked(`AWS names no quota ${code} of ${what} here.`);
    if (error instanceof NotAsked)
      return notAsked(`${error.message.replace(/\.$/, "")}, so how many ${what} are left is not known.`);
    throw error;
  }
}

export function judged(
  { what, service, code, needed }: Omit<Quota, "used">,
  allowed: number,
  used: number,
  gateways: number,
): Finding {
  const more = needed(gateways);
  if (used + more <= allowed)
    return ok(`Of ${allowed} ${what}, ${used} are taken, and the stack takes ${more}.`);
  return problem(
    `Of ${allowed} ${what}, ${used} are taken, and the stack takes ${more} more: release some, or ask for more with "aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${used + more}".`,
  );
}

/** Standard instances: the families that this quota counts. */
async function runningCpus(session: Session): Promise<number> {
  const question = [
    "ec2",
    "describe-instances",
    "--filters",
    "Name=instance-state-name,Values=pending,running",
  ];
  const { Reservations } = await askAws<{ Reservations: { Instances: Instance[] }[] }>(session, ...question);
  return Reservations.flatMap(({ Instances }) => Instances)
    .filter(
      ({ InstanceType, InstanceLifecycle }) => /^[acdhimrtz]\d/.test(InstanceType) && !InstanceLifecycle,
    )
    .reduce(
      (sum, { CpuOptions: { CoreCount, ThreadsPerCore } = NONE }) => sum + CoreCount * ThreadsPerCore,
      0,
    );
}

const NONE = { CoreCount: 0, ThreadsPerCore: 0 };

interface Instance {
  readonly InstanceType: string;
  /** "spot"; absent for on-demand ones. */
  readonly InstanceLifecycle?: string;
  readonly CpuOptions?: { readonly CoreCount: number; readonly ThreadsPerCore: number };
}

async function gatewaysOf(subject: Subject): Promise<number> {
  const config = await subject.config();
  if (config.platform !== "aws") return 0;
  const { natGateways, zones } = config.aws.network;
  return natGateways === "perZone" ? zones : 1;
}

async function isThere(subject: Subject): Promise<boolean> {
  const { clusters } = await askAws<{ clusters: string[] }>(await subject.session(), "eks", "list-clusters");
  return clusters.includes(subject.cluster);
}
