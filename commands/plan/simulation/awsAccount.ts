/** What stacks look at in an account, and what shows in what they make there. */
export interface AwsAccount {
  /** Its number. */
  readonly number: string;
  readonly region: string;
  /** Availability zones, by name. */
  readonly zones: readonly string[];
  /** Versions of Kubernetes in EKS's standard support. */
  readonly supported: readonly string[];
  /** Clusters, and the version of Kubernetes that each runs. */
  readonly clusters: Readonly<Record<string, string>>;
  /** Public Route 53 zones and their ids, or what gives every name one. */
  readonly hostedZones: Readonly<Record<string, string>> | ((name: string) => string);
  /** Function that fails, and what AWS says of it. @default none does */
  readonly failure?: readonly [token: string, said: string];
}

/** What AWS would answer; undefined if nobody should ask it. */
export function awsAnswer(
  account: AwsAccount,
  token: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> | undefined {
  if (token === account.failure?.[0]) throw failed(token, account.failure[1]);
  switch (token) {
    case "aws:index/getPartition:getPartition":
      return { partition: "aws" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: zones(account, inputs.filters as Filter[] | undefined) };
    case "aws:eks/getClusters:getClusters":
      return { names: Object.keys(account.clusters) };
    case "aws:eks/getCluster:getCluster":
      return { version: versionOf(account, token, inputs.name as string) };
    case "aws:eks/getClusterVersions:getClusterVersions":
      return { clusterVersions: versions(account, inputs.versionStatus) };
    case "aws:ecr/getAuthorizationToken:getAuthorizationToken":
      return {
        userName: "AWS",
        password: "token-of-the-registry",
        proxyEndpoint: `https://${account.number}.dkr.ecr.${account.region}.amazonaws.com`,
      };
    case "aws:lb/getHostedZoneId:getHostedZoneId":
      return { id: inputs.loadBalancerType === "network" ? "Z3F0SRJ5LGBH90" : "Z215JYRZR1TBD5" };
    case "aws:route53/getZone:getZone":
      return { zoneId: zoneId(account, token, inputs as unknown as ZoneQuestion) };
    default:
      return undefined;
  }
}

interface Filter {
  readonly name: string;
  readonly values: readonly string[];
}

/** In no order that one could rely on, and with a local zone unless those are left out. */
function zones({ zones, region }: AwsAccount, filters: readonly Filter[] = []): string[] {
  const usual = filters.some(
    ({ name, values }) => `${name} ${values.join()}` === "opt-in-status opt-in-not-required",
  );
  return [...zones, ...(usual ? [] : [`${region}-ham-1a`])].reverse();
}

function versions({ supported }: AwsAccount, status: unknown): { clusterVersion: string }[] {
  const old = status === "STANDARD_SUPPORT" ? [] : ["1.33"];
  return [...supported, ...old].map((clusterVersion) => ({ clusterVersion }));
}

function versionOf({ clusters }: AwsAccount, token: string, cluster: string): string {
  if (cluster in clusters) return clusters[cluster];
  throw failed(token, `ResourceNotFoundException: No cluster found for name: ${cluster}.`);
}

interface ZoneQuestion {
  readonly name: string;
  readonly privateZone?: boolean;
}

function zoneId({ hostedZones }: AwsAccount, token: string, { name, privateZone }: ZoneQuestion): string {
  const find = typeof hostedZones === "function" ? hostedZones : (zone: string) => hostedZones[zone];
  const id = privateZone === false ? find(name) : undefined;
  if (id !== undefined) return id;
  throw failed(token, "reading Route 53 Hosted Zones: no matching Route 53 Hosted Zone found");
}

/** An error as the provider words it and the engine hands it on. */
function failed(token: string, said: string): Error {
  const details = `invocation of ${token} returned an error: invoking ${token}: 1 error occurred:\n\t* ${said}\n\n`;
  return Object.assign(new Error(details), { details });
}
