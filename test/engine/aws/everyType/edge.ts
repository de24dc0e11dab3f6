import * as aws from "@pulumi/aws";
import { changed, provider, REGION } from "./provider";

const opts = { provider };
const zone = aws.route53.getZoneOutput({ name: "example.com" }, opts);

export const certificate = new aws.acm.Certificate(
  "blog",
  { domainName: "blog.example.com", validationMethod: "DNS" },
  opts,
);
const [proof] = [certificate.domainValidationOptions[0]];
const proven = new aws.route53.Record(
  "proof",
  {
    zoneId: zone.zoneId,
    name: proof.resourceRecordName,
    type: proof.resourceRecordType,
    records: [proof.resourceRecordValue],
    ttl: changed ? 300 : 60,
    allowOverwrite: true,
  },
  opts,
);
new aws.acm.CertificateValidation(
  "blog",
  { certificateArn: certificate.arn, validationRecordFqdns: [proven.fqdn] },
  opts,
);
export const record = new aws.route53.Record(
  "blog",
  {
    zoneId: zone.zoneId,
    name: "blog.example.com",
    type: "A",
    aliases: [
      {
        name: `k8s-blog-1234567890.elb.${REGION}.amazonaws.com`,
        zoneId: aws.lb.getHostedZoneIdOutput({ loadBalancerType: "network" }, opts).id,
        evaluateTargetHealth: changed,
      },
    ],
  },
  opts,
);
