import {
  GetHostedZoneCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  type RRType,
} from "@aws-sdk/client-route-53";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import type { Args } from "../kind/kind";

/** A record as the call takes it. */
export async function requestOf(aws: Aws, news: Args): Promise<ResourceRecordSet> {
  const [alias] = (news.aliases ?? []) as Args[];
  const records = news.records as string[] | undefined;
  return {
    Name: await fullName(aws, news),
    Type: news.type as RRType,
    TTL: news.ttl as number | undefined,
    HealthCheckId: (news.healthCheckId as string) || undefined,
    ResourceRecords: records?.map((Value) => ({ Value: quoted(Value, news.type as string) })),
    AliasTarget: alias && {
      DNSName: alias.name as string,
      EvaluateTargetHealth: alias.evaluateTargetHealth as boolean,
      HostedZoneId: alias.zoneId as string,
    },
  };
}

/** The record of that name and type, if the zone has it. */
export async function find(aws: Aws, args: Args): Promise<ResourceRecordSet | undefined> {
  const answer = aws.route53.send(
    new ListResourceRecordSetsCommand({
      HostedZoneId: args.zoneId,
      StartRecordName: await unlessMissing(fullName(aws, args), "NoSuchHostedZone"),
      StartRecordType: args.type,
      MaxItems: 1,
    }),
  );
  const found = (await unlessMissing(answer, "NoSuchHostedZone"))?.ResourceRecordSets?.[0];
  if (!found || found.Type !== args.type) return undefined;
  return sameName(plain(found.Name!), await fullName(aws, args)) ? found : undefined;
}

/** A name may be given without that of its zone. */
async function fullName({ route53 }: Aws, { name, zoneId }: Args): Promise<string> {
  const { HostedZone } = await route53.send(new GetHostedZoneCommand({ Id: zoneId }));
  const [zone, given] = [HostedZone!.Name!, name as string].map((part) => withoutDot(part).toLowerCase());
  if (given === "") return zone;
  return given === zone || given.endsWith(`.${zone}`) ? given : `${given}.${zone}`;
}

export const withoutDot = (name: string) => name.replace(/\.$/, "");
/** AWS writes some characters as their octal codes. */
const plain = (name: string) =>
  name.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)));

export function sameName(one: string, other: string): boolean {
  return withoutDot(one).toLowerCase() === withoutDot(other).toLowerCase();
}

const isText = (type: string) => type === "TXT" || type === "SPF";
const quoted = (value: string, type: string) => (isText(type) ? `"${value}"` : value);
/** The text of a record, without the quotes that some types have. */
export const unquoted = (value: string, type: string) => (isText(type) ? value.replace(/^"|"$/g, "") : value);
