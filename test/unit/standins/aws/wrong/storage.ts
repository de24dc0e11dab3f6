import { READ } from "../valid";
import type { Wrong } from "./wrong";

const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const [GROUP, RECORD] = ["aws:cloudwatch/logGroup:LogGroup", "aws:route53/record:Record"];

export const STORAGE: Wrong[] = [
  [GROUP, "31 days", { retentionInDays: 31 }, /^retentionInDays must be one of 0, 1, 3,.*got 31/],
  [GROUP, "a name with spaces", { name: "my logs" }, /^name must be 1 to 512 letters/],
  ["aws:ecr/repository:Repository", "a name in capitals", { name: "Blog" }, /^name must be small letters/],
  [
    "aws:ecr/repository:Repository",
    "an unknown mutability",
    { imageTagMutability: "FIXED" },
    /must be one of MUTABLE/,
  ],
  [
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "a policy that is a list",
    { policy: "[]" },
    /must be the text of a JSON object/,
  ],
  ["aws:s3/bucket:Bucket", "a name in capitals", { bucket: "Backups" }, /^bucket must be small letters/],
  ["aws:s3/bucket:Bucket", "a short name", { bucket: "ab" }, /^bucket must have 3 to 63 characters/],
  [
    "aws:s3/bucketVersioning:BucketVersioning",
    "an unknown status",
    { versioningConfiguration: { status: "On" } },
    /status must be one of Enabled/,
  ],
  [
    LIFECYCLE,
    "two ways to expire",
    { rules: [{ id: "a", status: "Enabled", expiration: { days: 1, expiredObjectDeleteMarker: true } }] },
    /^the expiration of the rule "a"/,
  ],
  ["aws:s3/bucketPolicy:BucketPolicy", "a policy for an identity", { policy: READ }, /must name a Principal/],
  [
    "aws:acm/certificate:Certificate",
    "a domain with a dot at its end",
    { domainName: "example.com." },
    /^domainName must be a domain without a dot/,
  ],
  [RECORD, "an unknown type", { type: "WWW" }, /^type must be one of A, AAAA/],
  [RECORD, "no time to live", { ttl: null }, /^ttl must be given with records/],
  [
    RECORD,
    "an alias beside records",
    { aliases: [{ name: "a", zoneId: "Z", evaluateTargetHealth: true }] },
    /^one of aliases, records/,
  ],
];
