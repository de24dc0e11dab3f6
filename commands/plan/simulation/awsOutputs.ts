import { AwsAccount } from "./awsAccount";

/** Stands for the seven random digits that Pulumi adds to a name that it chooses itself. */
const SUFFIX = "1234567";

/** What AWS would add to the inputs of a resource, as far as the program uses it. */
export function awsOutputs(
  { number, region }: Pick<AwsAccount, "number" | "region">,
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  const kind = type.split(":").at(-1) ?? "";
  const service = type.split(":")[1].split("/")[0];
  const named = typeof inputs.name === "string" ? inputs.name : `${name}-${SUFFIX}`;
  const arn = `arn:aws:${service}:${region}:${number}:${kind.toLowerCase()}/${named}`;
  switch (kind) {
    case "Cluster":
      return {
        arn,
        endpoint: "https://eks.example.net",
        certificateAuthority: { data: "Q0E=" },
        name: named,
      };
    case "Repository":
      return { arn, repositoryUrl: `${number}.dkr.ecr.${region}.amazonaws.com/${named}` };
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
      return { arn: `arn:aws:logs:${region}:${number}:log-group:${named}` };
    case "Bucket":
      return { arn: `arn:aws:s3:::${name}-id` };
    case "OpenIdConnectProvider":
      return { arn: `arn:aws:iam::${number}:oidc-provider/${String(inputs.url).replace("https://", "")}` };
    case "Role":
      return { arn: `arn:aws:iam::${number}:role/${named}`, name: named };
    default:
      return { arn };
  }
}
