import type { CertificateDetail } from "@aws-sdk/client-acm";
import type { Args } from "../kind/kind";

/** Options as the calls take them. */
export function optionsRequest({ options }: Args) {
  return (
    options && {
      CertificateTransparencyLoggingPreference: options.certificateTransparencyLoggingPreference as "ENABLED",
      Export: options.export as "ENABLED" | undefined,
    }
  );
}

/** A certificate as the resource shows it. */
export function certificateState(found: CertificateDetail, prior: Args): Args {
  const options = found.DomainValidationOptions ?? [];
  return {
    arn: found.CertificateArn,
    domainName: found.DomainName,
    domainValidationOptions: options.map(({ DomainName, ResourceRecord }) => ({
      domainName: DomainName,
      resourceRecordName: ResourceRecord?.Name,
      resourceRecordType: ResourceRecord?.Type,
      resourceRecordValue: ResourceRecord?.Value,
    })),
    keyAlgorithm: found.KeyAlgorithm?.replace("-", "_"),
    notAfter: found.NotAfter?.toISOString() ?? "",
    notBefore: found.NotBefore?.toISOString() ?? "",
    options: found.Options && {
      certificateTransparencyLoggingPreference: found.Options.CertificateTransparencyLoggingPreference,
      export: found.Options.Export ?? "DISABLED",
    },
    pendingRenewal: false,
    renewalEligibility: found.RenewalEligibility,
    status: found.Status,
    subjectAlternativeNames: found.SubjectAlternativeNames ?? [],
    type: found.Type,
    validationEmails: options.flatMap(({ ValidationEmails = [] }) => ValidationEmails),
    validationMethod: options[0]?.ValidationMethod ?? prior.validationMethod,
  };
}
