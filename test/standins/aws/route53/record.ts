import {
  ChangeResourceRecordSetsCommand,
  type ChangeResourceRecordSetsCommandInput,
  GetChangeCommand,
} from "@aws-sdk/client-route-53";
import { waitForState } from "../account/wait";
import type { Kind, Work } from "../kind/kind";
import { between, length, oneOf } from "../rules/rule";
import { block, flag, list, number, outputs, set, text, unsupported } from "../schema/property";
import { find, requestOf, sameName, unquoted, withoutDot } from "./recordSet";

const TYPES = [
  "A",
  "AAAA",
  "CAA",
  "CNAME",
  "DS",
  "HTTPS",
  "MX",
  "NAPTR",
  "NS",
  "PTR",
  "SOA",
  "SPF",
  "SRV",
  "SSHFP",
];

/** Plain and alias records; routing policies are not supported. */
export const record: Kind = {
  type: "aws:route53/record:Record",
  title: "Route 53 Record",
  limits: { create: 1800, update: 1800, delete: 1800 },
  schema: {
    aliases: list(
      block({
        evaluateTargetHealth: flag({ required: true }),
        name: text({ required: true, rule: length(1, 1024), same: sameName }),
        zoneId: text({ required: true, rule: length(1, 32) }),
      }),
      { atMost: 1 },
    ),
    allowOverwrite: flag({ computed: true }),
    healthCheckId: text(),
    name: text({ required: true, replaces: true, same: sameName }),
    records: set(text()),
    ttl: number({ rule: between(0, 2147483647) }),
    type: text({ required: true, rule: oneOf(...TYPES, "SVCB", "TLSA", "TXT") }),
    zoneId: text({ required: true, replaces: true, rule: length(1, 32) }),
    ...outputs("fqdn"),
    ...unsupported("cidrRoutingPolicy", "failoverRoutingPolicies", "geolocationRoutingPolicies"),
    ...unsupported("geoproximityRoutingPolicy", "latencyRoutingPolicies", "multivalueAnswerRoutingPolicy"),
    ...unsupported("setIdentifier", "weightedRoutingPolicies"),
  },

  rules({ aliases, records, ttl }) {
    if ((aliases === undefined) === (records === undefined))
      return "one of aliases, records must be given, and only one";
    if ((records === undefined) !== (ttl === undefined))
      return "ttl must be given with records, and only with those";
    return undefined;
  },

  async create(work, news) {
    const Action = news.allowOverwrite ? "UPSERT" : "CREATE";
    const ResourceRecordSet = await requestOf(work.aws, news);
    await change(work, news.zoneId as string, [{ Action, ResourceRecordSet }]);
    return `${news.zoneId}_${withoutDot(news.name as string)}_${news.type}`;
  },

  async read({ aws }, _id, prior) {
    const found = await find(aws, prior);
    if (!found) return undefined;
    const { AliasTarget: alias } = found;
    return {
      aliases: alias && [
        {
          evaluateTargetHealth: alias.EvaluateTargetHealth,
          name: withoutDot(alias.DNSName!),
          zoneId: alias.HostedZoneId,
        },
      ],
      allowOverwrite: prior.allowOverwrite,
      fqdn: withoutDot(found.Name!),
      healthCheckId: found.HealthCheckId ?? "",
      name: prior.name,
      records: found.ResourceRecords?.map(({ Value }) => unquoted(Value!, found.Type!)),
      ttl: found.TTL,
      type: found.Type,
      zoneId: prior.zoneId,
    };
  },

  async update(work, { olds, news }) {
    const ResourceRecordSet = await requestOf(work.aws, news);
    const before = await find(work.aws, olds);
    // A record of another type is another record.
    const old =
      olds.type !== news.type && before ? [{ Action: "DELETE" as const, ResourceRecordSet: before }] : [];
    await change(work, news.zoneId as string, [...old, { Action: "UPSERT", ResourceRecordSet }]);
  },

  async delete(work, _id, state) {
    const found = await find(work.aws, state);
    if (found) await change(work, state.zoneId as string, [{ Action: "DELETE", ResourceRecordSet: found }]);
  },
};

type Changes = NonNullable<ChangeResourceRecordSetsCommandInput["ChangeBatch"]>["Changes"];

/** Carries changes out and waits until all of Route 53 knows. */
async function change({ aws, patience }: Work, HostedZoneId: string, Changes: Changes): Promise<void> {
  const input = { HostedZoneId, ChangeBatch: { Comment: "Managed by Pulumi", Changes } };
  const { ChangeInfo } = await aws.route53.send(new ChangeResourceRecordSetsCommand(input));
  const Id = ChangeInfo!.Id!;
  const state = async () => (await aws.route53.send(new GetChangeCommand({ Id }))).ChangeInfo!.Status;
  await waitForState({ state, pending: ["PENDING"], target: "INSYNC" }, patience);
}
