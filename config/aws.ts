import { z } from "zod";
import { accountOf, principalOf } from "../components/platform/aws/principal";
import { isAligned, networkOf, overlap, within } from "../components/platform/aws/subnets";
import { domainName, group, integer, text, word } from "./fields";

/** An IPv4 network whose first address is written before the slash. */
const network = (error: string) =>
  z.cidrv4({ error, abort: true }).refine(isAligned, {
    error: "has address bits behind its prefix: write the network's first address",
    abort: true,
  });

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const isPrivate = (cidr: string) => PRIVATE.some((outer) => within(cidr, outer));
/** Docker's own network on many machines, which containers could then not tell from the VPC. */
const DOCKER = "172.17.0.0/16";

const privateNetwork = (shortest: number, longest: number) =>
  network('must be an IPv4 network such as "10.20.0.0/16"')
    .refine(isPrivate, {
      error: `must lie in ${PRIVATE.join(" or ")}, as other networks are somebody else's`,
      abort: true,
    })
    .refine((cidr) => networkOf(cidr).prefix >= shortest && networkOf(cidr).prefix <= longest, {
      error: `must have a prefix from /${shortest} to /${longest}`,
      abort: true,
    })
    .refine((cidr) => !overlap(cidr, DOCKER), { error: `overlaps ${DOCKER}, which Docker uses` });

/** The API of a cluster is reached from offices and build machines, not from private networks elsewhere. */
const publicNetwork = network('must be an IPv4 network such as "203.0.113.7/32", or "anywhere"')
  .refine((cidr) => networkOf(cidr).prefix >= 8, {
    error: 'is open to a large part of the internet: write "anywhere" in its place if you mean it',
    abort: true,
  })
  .refine((cidr) => !PRIVATE.some((outer) => overlap(cidr, outer)), {
    error: "is a private network, which EKS refuses: name the public addresses that you come from",
  });
const publicNetworkOrAnywhere = z.unknown().transform((given, context) => {
  if (given === "anywhere") return "0.0.0.0/0";
  const parsed = publicNetwork.safeParse(given);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: "custom", message: parsed.error.issues[0].message });
  return z.NEVER;
});

const admin = text(
  /^arn:aws[a-z-]*:iam::\d{12}:(role|user)\/[\w+=,.@/-]+$/,
  'must be the ARN of an IAM role or user such as "arn:aws:iam::111122223333:role/deployer"',
);

/** What CloudWatch accepts. */
const RETENTION_DAYS = [
  ...[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096],
  ...[1827, 2192, 2557, 2922, 3288, 3653],
];

/** Keys of the platform "aws". */
export const aws = group({
  /** Who administers the cluster: also the first one who brings the stack up. */
  admins: z
    .array(admin, { error: "must be a list of ARNs of IAM roles and users" })
    .min(1, { error: "must be a list of at least one IAM role or user", abort: true })
    .refine((arns) => new Set(arns.map(accountOf)).size === 1, {
      error: "must all be of one AWS account: name those of the account that the stack is for",
      abort: true,
    })
    .refine((arns) => new Set(arns.map(principalOf)).size === arns.length, {
      error: "names somebody twice: remove one of the two",
    }),
  /** Networks from which the Kubernetes API is reached; an empty list leaves it to the cluster's own network. */
  apiAccess: z.array(publicNetworkOrAnywhere, {
    error: 'must be a list of networks such as ["203.0.113.7/32"], or ["anywhere"]',
  }),
  /** Minor version of Kubernetes. */
  kubernetesVersion: text(/^1\.[1-9][0-9]$/, 'must be a version in quotes such as "1.36"').default("1.36"),
  network: group({
    /** Addresses of nodes and pods; cannot change later. */
    cidr: privateNetwork(16, 20).default("10.20.0.0/16"),
    /** Addresses of Kubernetes Services; cannot change later. */
    serviceCidr: privateNetwork(12, 24).default("172.20.0.0/16"),
    /** Availability zones; each further one gives more pods a place when one fails. */
    zones: integer(2, 3).default(3),
    /** One NAT gateway, or one per zone: about 37 dollars a month each with its address. */
    natGateways: word("single", "perZone").default("single"),
    /** Connections that are logged. */
    flowLogs: word("none", "rejected", "all").default("rejected"),
  })
    .refine(({ cidr, serviceCidr }) => !overlap(cidr, serviceCidr), {
      error: (issue) => {
        const { cidr, serviceCidr } = issue.input as { cidr: string; serviceCidr: string };
        return `has cidr ${cidr} and serviceCidr ${serviceCidr}, which overlap: move one of them`;
      },
    })
    .prefault({}),
  /** Days that logs are kept. */
  logRetentionDays: integer(1, 3653)
    .refine((days) => RETENTION_DAYS.includes(days), { error: `must be one of ${RETENTION_DAYS.join(", ")}` })
    .default(90),
  /** Route 53 zone that the domain lies in; absent means the domain without its first part. */
  hostedZone: domainName.optional(),
  /** Repository whose workflows preview and deploy. */
  github: text(
    /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/,
    'must be a GitHub repository such as "owner/name"',
  ).optional(),
  /** The account's provider for GitHub's tokens where it has one already: there can be only one. */
  githubOidcProvider: text(
    /^arn:aws[a-z-]*:iam::\d{12}:oidc-provider\/token\.actions\.githubusercontent\.com$/,
    'must be the ARN "arn:aws:iam::<account>:oidc-provider/token.actions.githubusercontent.com"',
  ).optional(),
  /** Where Pulumi keeps this stack's state, for the rights of the workflows' roles. */
  state: group({
    bucket: text(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of an S3 bucket"),
    key: text(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
      'must be the ARN of a KMS key such as "arn:aws:kms:eu-central-1:111122223333:key/<id>"',
    ),
  }).optional(),
}).refine(({ github, state }) => github === undefined || state !== undefined, {
  error: (issue) => {
    const { github } = issue.input as { github: string };
    return `has github "${github}", but not where the state lies: set state.bucket and state.key too, which the workflows' roles need`;
  },
});

/** Keys of the provider itself that the program reads. */
export const provider = z.strictObject({
  region: text(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be a region such as "eu-central-1"'),
  // Some name profiles after accounts: such a name reads as a number.
  profile: z.preprocess(
    (given) => (typeof given === "number" ? String(given) : given),
    text(/^\S+$/, "must be the name of a profile of the AWS configuration").optional(),
  ),
});
