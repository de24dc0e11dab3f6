/** The account of all unit tests: AWS keeps this number for examples. */
export const ACCOUNT = "111122223333";
export const REGION = "eu-central-1";

/** What AWS would add to the inputs of a resource, as far as the program uses it. */
export function awsOutputs(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const kind = type.split(":").at(-1) ?? "";
  const service = type.split(":")[1].split("/")[0];
  const named = typeof inputs.name === "string" ? inputs.name : `${name}-1234567`;
  const arn = `arn:aws:${service}:${REGION}:${ACCOUNT}:${kind.toLowerCase()}/${named}`;
  switch (kind) {
    case "Cluster":
      return {
        arn,
        endpoint: "https://eks.example.net",
        certificateAuthority: { data: "Q0E=" },
        name: named,
      };
    case "Repository":
      return { arn, repositoryUrl: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${named}` };
    case "Certificate":
      return {
        arn,
        domainValidationOptions: [
          {
            resourceRecordName: "_a.example.com.",
            resourceRecordType: "CNAME",
            resourceRecordValue: "_b.example.net.",
          },
        ],
      };
    case "CertificateValidation":
      // AWS adds nothing to it; here it shows who waited.
      return { certificateArn: `${String(inputs.certificateArn)} issued` };
    case "Record":
      return { fqdn: inputs.name };
    case "LogGroup":
      return { arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${named}` };
    case "Bucket":
      return { arn: `arn:aws:s3:::${name}-id` };
    case "OpenIdConnectProvider":
      return { arn: `arn:aws:iam::${ACCOUNT}:oidc-provider/${String(inputs.url).replace("https://", "")}` };
    case "Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${named}`, name: named };
    default:
      return { arn };
  }
}

/** What stacks look at in an account. */
interface AwsAccount {
  /** Availability zones, by name. */
  readonly zones: readonly string[];
  /** Versions of Kubernetes in EKS's standard support. */
  readonly supported: readonly string[];
  /** Clusters, and the version of Kubernetes that each runs. */
  readonly clusters: Readonly<Record<string, string>>;
  /** Public Route 53 zones and their ids. */
  readonly hostedZones: Readonly<Record<string, string>>;
  /** Function that fails, and what AWS says of it. @default none does */
  readonly failure?: readonly [token: string, said: string];
}

/** An account in which the stack is not there yet. */
let account: AwsAccount = {
  zones: ["a", "b", "c", "d"].map((letter) => `${REGION}${letter}`),
  supported: ["1.37", "1.36"],
  clusters: {},
  hostedZones: { "example.com": "Z111111QQQQQQQ" },
};

/** Makes the account another one, until what it returns is called. */
export function awsAccount(changes: Partial<AwsAccount>): () => void {
  const before = account;
  account = { ...account, ...changes };
  return () => {
    account = before;
  };
}

/** What AWS would answer; undefined if nobody should ask it. */
export function awsAnswer(token: string, inputs: any): Record<string, unknown> | undefined {
  if (token === account.failure?.[0]) throw failed(token, account.failure[1]);
  switch (token) {
    case "aws:index/getPartition:getPartition":
      return { partition: "aws" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: zones(inputs.filters) };
    case "aws:eks/getClusters:getClusters":
      return { names: Object.keys(account.clusters) };
    case "aws:eks/getCluster:getCluster":
      return { version: versionOf(token, inputs.name as string) };
    case "aws:eks/getClusterVersions:getClusterVersions":
      return { clusterVersions: versions(inputs.versionStatus) };
    case "aws:ecr/getAuthorizationToken:getAuthorizationToken":
      return {
        userName: "AWS",
        password: "token-of-the-registry",
        proxyEndpoint: `https://${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`,
      };
    case "aws:lb/getHostedZoneId:getHostedZoneId":
      return { id: inputs.loadBalancerType === "network" ? "Z3F0SRJ5LGBH90" : "Z215JYRZR1TBD5" };
    case "aws:route53/getZone:getZone":
      return { zoneId: zoneId(token, inputs) };
    default:
      return undefined;
  }
}

/** In no order that one could rely on, and with a local zone unless those are left out. */
function zones(filters: { name: string; values: string[] }[] = []): string[] {
  const usual = filters.some(
    ({ name, values }) => `${name} ${values.join()}` === "opt-in-status opt-in-not-required",
  );
  return [...account.zones, ...(usual ? [] : [`${REGION}-ham-1a`])].reverse();
}

function versions(status: unknown): { clusterVersion: string }[] {
  const old = status === "STANDARD_SUPPORT" ? [] : ["1.33"];
  return [...account.supported, ...old].map((clusterVersion) => ({ clusterVersion }));
}

function versionOf(token: string, cluster: string): string {
  if (cluster in account.clusters) return account.clusters[cluster];
  throw failed(token, `ResourceNotFoundException: No cluster found for name: ${cluster}.`);
}

function zoneId(token: string, { name, privateZone }: { name: string; privateZone?: boolean }): string {
  const id = privateZone === false ? account.hostedZones[name] : undefined;
  if (id !== undefined) return id;
  throw failed(token, "reading Route 53 Hosted Zones: no matching Route 53 Hosted Zone found");
}

/** An error as the provider words it and the engine hands it on. */
function failed(token: string, said: string): Error {
  const details = `invocation of ${token} returned an error: invoking ${token}: 1 error occurred:\n\t* ${said}\n\n`;
  return Object.assign(new Error(details), { details });
}
