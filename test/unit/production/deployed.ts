import program = require("../../../index");
import { signedIn } from "../awsCommand";
import { ACCOUNT } from "../awsStubs";
import { Declared, deploy, Deployed, Situation } from "../harness";
import { changed, production } from "../stacks";

/** A stack with what it warned of. */
export type Told = Deployed & { readonly warnings: readonly string[] };

const known = new Map<string, Promise<Told>>();

/**
 * The stack of production as its administrator deploys it, with more keys of some groups and other keys set anew. The
 * same one is declared once.
 */
export function deployed(groups: Parameters<typeof production>[0] = {}, keys = {}): Promise<Told> {
  const situation = changed(production(groups), keys);
  const name = JSON.stringify(situation);
  const told = known.get(name) ?? asAdministrator(situation);
  known.set(name, told);
  return told;
}

export const DEPLOYER = `arn:aws:iam::${ACCOUNT}:role/deployer`;
export const ADA = `arn:aws:iam::${ACCOUNT}:user/team/ada`;

/** The stack of production with all set otherwise that can be. */
export const otherwise = () =>
  deployed(
    {
      "blog:aws": {
        admins: [DEPLOYER, ADA],
        apiAccess: [],
        kubernetesVersion: "1.37",
        network: {
          cidr: "10.30.0.0/20",
          serviceCidr: "192.168.7.0/24",
          zones: 2,
          natGateways: "perZone",
          flowLogs: "none",
        },
        logRetentionDays: 30,
      },
      "blog:database": { protect: false, backup: { keepDays: 60 } },
      "blog:proxy": { minReplicas: 4 },
    },
    { "aws:profile": "prod", "blog:rollbackDepth": 5 },
  );

/** Any stack, as its administrator deploys it. */
export async function asAdministrator(situation: Situation): Promise<Told> {
  const signOut = signedIn();
  try {
    return await listened(() => deploy(program, situation));
  } finally {
    signOut();
  }
}

/** Hears the warnings of a run, which Pulumi without its engine prints, as it does what is only told. */
export async function listened(run: () => Promise<Deployed>): Promise<Told> {
  const warnings: string[] = [];
  const { warn, log } = console;
  console.warn = (text: string) => warnings.push(text.replace("warning: [runtime] ", ""));
  console.log = () => undefined;
  try {
    return { ...(await run()), warnings };
  } finally {
    Object.assign(console, { warn, log });
  }
}

/** What is made before a resource and deleted after it because its options say so, as "type name". */
export function dependenciesOf({ opts }: Declared): string[] {
  const resources = [opts.dependsOn ?? []].flat() as unknown as { __pulumiType: string; __name: string }[];
  return resources.map(({ __pulumiType, __name }) => `${__pulumiType} ${__name}`).sort();
}

export interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

/** The statements of a policy document. */
export const statementsOf = (document: string) =>
  (JSON.parse(document) as { Statement: readonly Statement[] }).Statement;
