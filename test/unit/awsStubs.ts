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
      return { certificateArn: inputs.certificateArn };
    case "Record":
      return { fqdn: inputs.name };
    case "Role":
      return { arn: `arn:aws:iam::${ACCOUNT}:role/${named}`, name: named };
    default:
      return { arn };
  }
}

const ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);

/** What AWS would answer, in an account where the cluster is not there yet; undefined if nobody should ask it. */
export function awsAnswer(
  token: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> | undefined {
  switch (token) {
    case "aws:index/getPartition:getPartition":
      return { partition: "aws" };
    case "aws:index/getAvailabilityZones:getAvailabilityZones":
      return { names: ZONES };
    case "aws:eks/getClusters:getClusters":
      return { names: [] };
    case "aws:eks/getClusterVersions:getClusterVersions":
      return { clusterVersions: ["1.37", "1.36"].map((clusterVersion) => ({ clusterVersion })) };
    case "aws:ecr/getAuthorizationToken:getAuthorizationToken":
      return { userName: "AWS", password: "token-of-the-registry" };
    case "aws:lb/getHostedZoneId:getHostedZoneId":
      return { id: inputs.loadBalancerType === "network" ? "Z3F0SRJ5LGBH90" : "Z215JYRZR1TBD5" };
    case "aws:route53/getZone:getZone":
      if (inputs.name === "example.com") return { zoneId: "Z111111QQQQQQQ" };
      throw new Error("no matching Route 53 Hosted Zone found");
    default:
      return undefined;
  }
}
