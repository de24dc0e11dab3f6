import { ACMClient } from "@aws-sdk/client-acm";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { EC2Client } from "@aws-sdk/client-ec2";
import { ECRClient } from "@aws-sdk/client-ecr";
import { EKSClient } from "@aws-sdk/client-eks";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { Route53Client } from "@aws-sdk/client-route-53";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient, type STSClientConfig } from "@aws-sdk/client-sts";
import { describe } from "./apiError";

/** How to reach AWS: region, credentials, number of attempts. */
export type Access = Pick<
  STSClientConfig,
  "region" | "credentials" | "profile" | "maxAttempts" | "useDualstackEndpoint" | "useFipsEndpoint"
>;

interface Sending {
  middlewareStack: {
    add(middleware: (next: Next, context: Context) => Next, options: { step: "initialize" }): void;
  };
}
type Next = (args: any) => Promise<any>;
type Context = { clientName?: string; commandName?: string };

/** The clients of AWS's services in one region; each is made when it is first asked for. */
export class Clients {
  private readonly made = new Map<unknown, unknown>();

  constructor(private readonly access: Access) {}

  get acm(): ACMClient {
    return this.client(ACMClient, "ACM");
  }

  get ec2(): EC2Client {
    return this.client(EC2Client, "EC2");
  }

  get ecr(): ECRClient {
    return this.client(ECRClient, "ECR");
  }

  get eks(): EKSClient {
    return this.client(EKSClient, "EKS");
  }

  get iam(): IAMClient {
    return this.client(IAMClient, "IAM");
  }

  get kms(): KMSClient {
    return this.client(KMSClient, "KMS");
  }

  get logs(): CloudWatchLogsClient {
    return this.client(CloudWatchLogsClient, "CloudWatch Logs");
  }

  get route53(): Route53Client {
    return this.client(Route53Client, "Route 53");
  }

  get s3(): S3Client {
    // Names of buckets are part of the host name otherwise, which no local endpoint resolves.
    const local = process.env.AWS_ENDPOINT_URL ?? process.env.AWS_ENDPOINT_URL_S3;
    return this.client(S3Client, "S3", { forcePathStyle: local !== undefined });
  }

  get sts(): STSClient {
    return this.client(STSClient, "STS");
  }

  protected client<C extends object>(
    type: new (config: any) => C,
    service: string,
    options: Record<string, unknown> = {},
  ): C {
    const found = this.made.get(type) as C | undefined;
    if (found) return found;
    const client = new type({ ...this.access, ...options });
    (client as unknown as Sending).middlewareStack.add(describing(service), { step: "initialize" });
    this.made.set(type, client);
    return client;
  }
}

/** Says which call of which service failed, and how. */
function describing(service: string): (next: Next, context: Context) => Next {
  return (next, { commandName = "" }) =>
    async (args) => {
      try {
        return await next(args);
      } catch (error) {
        throw describe(error, service, commandName.replace(/Command$/, ""));
      }
    };
}
