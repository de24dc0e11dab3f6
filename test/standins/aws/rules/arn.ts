import type { Rule } from "../schema/property";

const ARN = /^arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2,}(?:-[a-z]+)+-\d+)?:(\d{12}|aws|aws-managed)?:.+$/;

/** `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`; region and account may be empty. */
export const arn: Rule = (value: string) =>
  ARN.test(value) ? undefined : "must be an ARN like arn:aws:iam::123456789012:role/name";
