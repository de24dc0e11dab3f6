import {
  GetHostedZoneCommand,
  type HostedZone,
  ListHostedZonesByNameCommand,
} from "@aws-sdk/client-route-53";
import type { Aws } from "../account/account";
import type { Args } from "../kind/kind";
import { flag, text, unsupported } from "../schema/property";
import type { AwsFunction } from "./function";

export const getZone: AwsFunction = {
  token: "aws:route53/getZone:getZone",
  schema: {
    name: text(),
    privateZone: flag({ fallback: false }),
    zoneId: text(),
    ...unsupported("enableAcceleratedRecovery", "tags", "vpcId"),
  },

  async run(aws, args) {
    if ((args.name === undefined) === (args.zoneId === undefined))
      throw new Error("one of name, zoneId must be given, and only one");
    const id = (args.zoneId as string | undefined) ?? (await findByName(aws, args));
    const { HostedZone: zone, DelegationSet } = await aws.route53.send(new GetHostedZoneCommand({ Id: id }));
    const zoneId = idOf(zone!);
    const nameServers = [...(DelegationSet?.NameServers ?? [])].sort();
    return {
      arn: `arn:${aws.partition}:route53:::hostedzone/${zoneId}`,
      callerReference: zone!.CallerReference,
      comment: zone!.Config?.Comment ?? "",
      id: zoneId,
      linkedServiceDescription: zone!.LinkedService?.Description ?? "",
      linkedServicePrincipal: zone!.LinkedService?.ServicePrincipal ?? "",
      name: withoutDot(zone!.Name!),
      nameServers,
      primaryNameServer: nameServers[0] ?? "",
      privateZone: zone!.Config?.PrivateZone ?? false,
      resourceRecordSetCount: zone!.ResourceRecordSetCount,
      zoneId,
    };
  },
};

async function findByName({ route53 }: Aws, { name, privateZone }: Args): Promise<string> {
  const { HostedZones = [] } = await route53.send(new ListHostedZonesByNameCommand({ DNSName: name }));
  const found = HostedZones.filter(
    (zone) =>
      withoutDot(zone.Name!) === withoutDot(name as string) &&
      (zone.Config?.PrivateZone ?? false) === privateZone,
  );
  if (found.length === 0) throw new Error("no matching Route 53 Hosted Zone found");
  if (found.length > 1) throw new Error("multiple Route 53 Hosted Zones matched; use zoneId to select one");
  return idOf(found[0]);
}

const idOf = ({ Id = "" }: HostedZone) => Id.replace("/hostedzone/", "");
const withoutDot = (name: string) => name.replace(/\.$/, "");
