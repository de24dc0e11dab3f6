import { type Properties, reveal, toJson } from "../../protocol/value";
import type { Account } from "../account/account";
import { REGION } from "../kind/kind";
import type { Args } from "../kind/kind";
import { checkProperties } from "../schema/check";
import { normalize } from "../schema/normalize";
import { getAuthorizationToken } from "./getAuthorizationToken";
import { getAvailabilityZones } from "./getAvailabilityZones";
import { getCallerIdentity } from "./getCallerIdentity";
import { getCluster } from "./getCluster";
import { getClusters } from "./getClusters";
import { getClusterVersions } from "./getClusterVersions";
import type { AwsFunction } from "./function";
import { getHostedZoneId } from "./getHostedZoneId";
import { getPartition } from "./getPartition";
import { getZone } from "./getZone";

export const FUNCTIONS: ReadonlyMap<string, AwsFunction> = new Map(
  [
    ...[getAuthorizationToken, getAvailabilityZones, getCallerIdentity, getCluster, getClusters],
    ...[getClusterVersions, getHostedZoneId, getPartition, getZone],
  ].map((one) => [one.token, one]),
);

/** Answers a function, or throws a sentence that says what is wrong with its arguments. */
export async function answer(token: string, given: Properties, account: Account): Promise<Properties> {
  const found = FUNCTIONS.get(token);
  if (!found)
    throw new Error(`${token} is not supported by the stand-in: it has ${[...FUNCTIONS.keys()].join(", ")}`);
  const args = normalize(found.schema, reveal(given) as Properties);
  const failures = checkProperties(found.schema, args);
  const call = token.slice(token.lastIndexOf(":") + 1);
  if (failures.length > 0) throw new Error(`${call}: ${failures.map(({ reason }) => reason).join("; ")}`);
  return run(found, call, toJson(args), account);
}

async function run(
  { schema, run }: AwsFunction,
  call: string,
  args: Args,
  account: Account,
): Promise<Properties> {
  const aws = account.in(args.region as string | undefined);
  try {
    const result = await run(aws, args);
    return schema.region === REGION.region ? { ...result, region: aws.region } : result;
  } catch (error) {
    throw new Error(`${call}: ${(error as Error).message}`, { cause: error });
  }
}
