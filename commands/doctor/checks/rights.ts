import { Caller } from "../../../components/platform/aws/commandLine";
import { askAws } from "../awsAnswers";
import { Check, onAws } from "../check";
import { NotAsked, ok, problem } from "../finding";

/** One right for each service that an update creates something in, the one that is given last. */
const RIGHTS = [
  ...["ec2:CreateVpc", "ec2:CreateNatGateway", "eks:CreateCluster", "iam:CreateRole", "iam:PassRole"],
  ...["kms:CreateKey", "logs:CreateLogGroup", "ecr:CreateRepository", "ecr:PutImage", "s3:CreateBucket"],
];

/** What IAM says of the caller's own policies; those of an organisation it does not know. */
export const rights: Check = {
  name: "rights",
  concerns: onAws,
  after: ["credentials"],
  async examine(subject) {
    const question = [
      "iam",
      "simulate-principal-policy",
      "--policy-source-arn",
      arnOf(await subject.caller()),
    ];
    const { EvaluationResults } = await askAws<Simulation>(
      ...([await subject.session(), ...question, "--action-names", ...RIGHTS] as const),
    );
    const missing = EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== "allowed");
    if (missing.length === 0)
      return ok(`You may do what was asked for: ${RIGHTS.length} rights, one for each kind of thing.`);
    const names = missing.map(({ EvalActionName }) => EvalActionName).join(", ");
    return problem(`You may not do ${names}: have the rights in docs/production.md given to you.`);
  },
};

interface Simulation {
  readonly EvaluationResults: readonly { readonly EvalActionName: string; readonly EvalDecision: string }[];
}

/** Policies belong to a role, not to its sessions. */
export function arnOf({ arn }: Caller): string {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (role === undefined) return arn;
  if (role.startsWith("AWSReservedSSO_"))
    throw new NotAsked("IAM tells nothing of the policies of a role of IAM Identity Center by its name.");
  return `arn:${partition}:iam::${account}:role/${role}`;
}
