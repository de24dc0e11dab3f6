import { AwsAccount } from "../simulation/awsAccount";
import { StackFile } from "./stackFile";

/** The account that stands for one whose number the stack does not say. */
export const ACCOUNT = "123456789012";
/** The region that stands for one that the stack does not name. */
export const REGION = "eu-central-1";
/** What Pulumi would call an object of Kubernetes that the program gives no name. */
export const generatedName = (name: string) => `${name}-1a2b3c4d`;
/** Stands for the id of every Route 53 zone. */
const ZONE_ID = "Z0123456789EXAMPLE";

/** A configuration that the program can be run with, and what was put in for that, one sentence each. */
export interface Completed {
  readonly config: Readonly<Record<string, string>>;
  readonly assumptions: readonly string[];
}

/** Puts in what only an operator knows; everything that the stack says itself stays as it is. */
export function completed(stack: string, { project, config }: StackFile): Completed {
  if (config[`${project}:platform`] !== "aws") return { config, assumptions: [] };
  const assumptions: string[] = [];
  const assume = (key: string, value: string) => {
    assumptions.push(`${key} is not set in Pulumi.${stack}.yaml: ${value} stands for it.`);
    return value;
  };
  const key = `${project}:aws`;
  const group = groupIn(config[key]);
  const region = config["aws:region"] ?? assume("aws:region", REGION);
  if (group === undefined) return { config: { ...config, "aws:region": region }, assumptions };
  const admins = group.admins ?? [assume(`${key}.admins`, `arn:aws:iam::${ACCOUNT}:role/deployer`)];
  const apiAccess = group.apiAccess ?? [assume(`${key}.apiAccess`, "203.0.113.7/32")];
  return {
    config: { ...config, "aws:region": region, [key]: JSON.stringify({ ...group, admins, apiAccess }) },
    assumptions,
  };
}

/** The keys below a key; none if it is absent, undefined if it is no group, which the program itself complains of. */
function groupIn(text = "{}"): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Who the credentials of the plan belong to: the stack's first administrator. */
export function callerOf({ project, config }: Pick<StackFile, "project" | "config">): string {
  const [admin] = [groupIn(config[`${project}:aws`])?.admins].flat();
  const arn = typeof admin === "string" ? admin : "";
  const [, partition, account, kind, name] =
    /^arn:([^:]+):iam::(\d{12}):(role|user)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (kind === "user") return arn;
  return `arn:${partition ?? "aws"}:sts::${account ?? ACCOUNT}:assumed-role/${name ?? "deployer"}/plan`;
}

/** An account in which all is as the stack needs it and the stack is not there yet. */
export function accountOf(file: Pick<StackFile, "project" | "config">): AwsAccount {
  const region = file.config["aws:region"] ?? REGION;
  const version = groupIn(file.config[`${file.project}:aws`])?.kubernetesVersion;
  return {
    number: callerOf(file).split(":")[4] ?? ACCOUNT,
    region,
    zones: ["a", "b", "c"].map((letter) => `${region}${letter}`),
    // Which versions AWS supports changes every few months; whether this one is among them is AWS's to say.
    supported: typeof version === "string" ? [version] : ["1.36"],
    clusters: {},
    hostedZones: () => ZONE_ID,
  };
}
