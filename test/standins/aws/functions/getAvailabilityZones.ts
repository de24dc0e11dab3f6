import { DescribeAvailabilityZonesCommand, type Filter } from "@aws-sdk/client-ec2";
import { type Args, REGION } from "../kind/kind";
import { oneOf } from "../rules/rule";
import { block, flag, list, set, text } from "../schema/property";
import type { AwsFunction } from "./function";

export const getAvailabilityZones: AwsFunction = {
  token: "aws:index/getAvailabilityZones:getAvailabilityZones",
  schema: {
    allAvailabilityZones: flag(),
    excludeNames: set(text()),
    excludeZoneIds: set(text()),
    filters: list(block({ name: text({ required: true }), values: set(text(), { required: true }) })),
    state: text({ rule: oneOf("available", "information", "impaired", "unavailable", "constrained") }),
    ...REGION,
  },

  async run({ ec2, region }, args) {
    const { AvailabilityZones = [] } = await ec2.send(
      new DescribeAvailabilityZonesCommand({
        AllAvailabilityZones: args.allAvailabilityZones,
        Filters: filtersOf(args),
      }),
    );
    const { excludeNames = [], excludeZoneIds = [] } = args as Record<string, string[] | undefined>;
    const zones = AvailabilityZones.filter(
      ({ ZoneName, ZoneId }) => !excludeNames.includes(ZoneName!) && !excludeZoneIds.includes(ZoneId!),
    ).sort((a, b) => (a.ZoneName! < b.ZoneName! ? -1 : 1));
    return {
      ...args,
      groupNames: [...new Set(zones.map(({ GroupName }) => GroupName ?? region))],
      id: region,
      names: zones.map(({ ZoneName }) => ZoneName),
      zoneIds: zones.map(({ ZoneId }) => ZoneId),
    };
  },
};

function filtersOf({ state, filters = [] }: Args): Filter[] | undefined {
  const given = (filters as Args[]).map(({ name, values }) => ({
    Name: name as string,
    Values: values as string[],
  }));
  const all = state ? [...given, { Name: "state", Values: [state as string] }] : given;
  return all.length > 0 ? all : undefined;
}
