import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface CertificateArgs {
  /** Name that readers use. */
  readonly domain: string;
  /** Route 53 zone that the name lies in. */
  readonly zoneId: pulumi.Input<string>;
}

/** A TLS certificate that renews itself as long as its record stays in the zone. */
export class Certificate extends pulumi.ComponentResource {
  /** Known once the certificate was issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Certificate", name, {}, opts);
    const child = { parent: this };

    const certificate = new aws.acm.Certificate(
      name,
      { domainName: args.domain, validationMethod: "DNS", tags: { Name: args.domain } },
      child,
    );
    const proof = certificate.domainValidationOptions[0];
    const record = new aws.route53.Record(
      `${name}-validation`,
      {
        zoneId: args.zoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 300,
        // The same proof serves every certificate for this name in the account, one made by hand for example.
        allowOverwrite: true,
      },
      child,
    );
    const issued = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      child,
    );
    this.arn = issued.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
