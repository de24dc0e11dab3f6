import assert from "node:assert/strict";
import { ACM } from "@aws-sdk/client-acm";
import { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import { EC2 } from "@aws-sdk/client-ec2";
import { ECR } from "@aws-sdk/client-ecr";
import { EKS } from "@aws-sdk/client-eks";
import { IAM } from "@aws-sdk/client-iam";
import { KMS } from "@aws-sdk/client-kms";
import { Route53 } from "@aws-sdk/client-route-53";
import { S3 } from "@aws-sdk/client-s3";
import { STS } from "@aws-sdk/client-sts";
import type { Aws } from "./double";

export const REGION = "ap-northeast-2";
export const ACCOUNT = "123456789012";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const OPERATOR: Credentials = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "test" };

/** Clients of AWS's own SDK that ask the double, and ask once. */
export function clientsOf(aws: Aws, credentials: Credentials = OPERATOR) {
  const settings = { endpoint: aws.url, region: REGION, credentials, maxAttempts: 1 };
  return {
    acm: new ACM(settings),
    ec2: new EC2(settings),
    ecr: new ECR(settings),
    eks: new EKS(settings),
    iam: new IAM(settings),
    kms: new KMS(settings),
    logs: new CloudWatchLogs(settings),
    route53: new Route53(settings),
    s3: new S3({ ...settings, forcePathStyle: true }),
    sts: new STS(settings),
  };
}

export type Clients = ReturnType<typeof clientsOf>;

/** Expects a refusal with a code of AWS, and with a message where it matters which rule refused. */
export async function refuses(code: string, message: RegExp, request: Promise<unknown>): Promise<void> {
  await assert.rejects(request, (error: Error) => {
    assert.equal(bare(error.name), bare(code), error.message);
    assert.match(error.message, message);
    return true;
  });
}

/** The SDK adds the suffix to the codes of some services. */
const bare = (code: string) => code.replace(/Exception$/, "");
