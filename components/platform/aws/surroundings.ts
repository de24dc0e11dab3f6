import * as aws from "@pulumi/aws";
import { InvokeOptions, RunError } from "@pulumi/pulumi";
import { answered } from "./answers";
import { RegistryLogin } from "./registry";

/** What the stack finds in its account and region, and builds on. */
export interface Surroundings {
  /** For example "aws", "aws-cn". */
  readonly partition: string;
  /** Login of the account's registry: good for twelve hours, and therefore asked for anew in each run. */
  readonly login: RegistryLogin;
  /** Availability zones to use, by name. */
  readonly zones: readonly string[];
  /** Route 53 zone that the domain lies in; undefined without a domain. */
  readonly zoneId?: string;
}

export interface SurroundingsArgs {
  readonly cluster: string;
  readonly region: string;
  readonly zones: number;
  readonly kubernetesVersion: string;
  /** Name of the Route 53 zone. @default none is looked for */
  readonly hostedZone?: string;
}

/** Looks, and throws a RunError if something that the stack needs is not there; nothing is declared for it. */
export async function surroundings(args: SurroundingsArgs, opts: InvokeOptions): Promise<Surroundings> {
  const { hostedZone } = args;
  const [{ partition }, token, zones, zoneId] = await Promise.all([
    answered("its partition", aws.getPartition({}, opts)),
    answered("the registry's login", aws.ecr.getAuthorizationToken({}, opts)),
    answered("the availability zones", zonesOf(args, opts)),
    hostedZone === undefined
      ? undefined
      : answered(`the Route 53 zone "${hostedZone}"`, zoneIdOf(hostedZone, opts)),
    answered("the versions of EKS", checkVersion(args, opts)),
  ]);
  return { partition, zones, zoneId, login: token };
}

async function zonesOf({ region, zones }: SurroundingsArgs, opts: InvokeOptions): Promise<string[]> {
  const available = await aws.getAvailabilityZones(
    {
      // Not by their state: in the outage of a zone the subnets there would be planned away.
      // Local zones and wavelength zones, and three old ones, take no control plane of EKS.
      filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
      excludeZoneIds: ["use1-az3", "usw1-az2", "cac1-az3"],
    },
    opts,
  );
  const names = available.names.sort();
  if (names.length >= zones) return names.slice(0, zones);
  throw new RunError(
    `blog:aws.network.zones is ${zones}, but ${region} has ${names.length} availability zones: lower it, or take another region.`,
  );
}

async function zoneIdOf(name: string, opts: InvokeOptions): Promise<string> {
  try {
    return (await aws.route53.getZone({ name, privateZone: false }, opts)).zoneId;
  } catch (error) {
    if (!/no matching Route ?53 ?(Hosted )?Zone/i.test(String(error))) throw error;
    throw new RunError(
      `The account has no public Route 53 zone "${name}" for blog:proxy.domain: make it, or name the right one in blog:aws.hostedZone.`,
    );
  }
}

/** A new cluster gets a supported version; one that is there moves up, a minor version at a time. */
async function checkVersion(args: SurroundingsArgs, opts: InvokeOptions): Promise<void> {
  const wanted = args.kubernetesVersion;
  const running = await runningVersion(args.cluster, opts);
  if (running === wanted) return;
  if (running !== undefined) {
    const step = minor(wanted) - minor(running);
    if (step === 1) return;
    const fix =
      step < 0
        ? `AWS moves a cluster up when its version leaves standard support, and this program takes none back: set it to "${running}"`
        : `a cluster moves up one version at a time: set it to "1.${minor(running) + 1}" first`;
    throw new RunError(`blog:aws.kubernetesVersion is "${wanted}", but the cluster runs ${running}: ${fix}.`);
  }
  const { clusterVersions } = await aws.eks.getClusterVersions({ versionStatus: "STANDARD_SUPPORT" }, opts);
  const supported = clusterVersions.map(({ clusterVersion }) => clusterVersion);
  if (supported.includes(wanted)) return;
  throw new RunError(
    `blog:aws.kubernetesVersion is "${wanted}", which is not in EKS's standard support: choose one of ${supported.join(", ")}.`,
  );
}

const minor = (version: string) => Number(version.split(".")[1]);

async function runningVersion(cluster: string, opts: InvokeOptions): Promise<string | undefined> {
  const { names } = await aws.eks.getClusters({}, opts);
  return names.includes(cluster) ? (await aws.eks.getCluster({ name: cluster }, opts)).version : undefined;
}
