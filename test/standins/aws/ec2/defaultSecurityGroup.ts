import {
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import { type Kind, REGION, TAGS, type Work } from "../kind/kind";
import { tagMap } from "../kind/tagging";
import { block, flag, number, outputs, type Property, set, text, unsupported } from "../schema/property";
import { retag } from "./tags";

/** Rules are read, so that those made by hand are a difference; giving any is not supported. */
function rules(): Property {
  const one = block({
    ...{ cidrBlocks: set(text()), description: text(), fromPort: number(), protocol: text() },
    ...{ securityGroups: set(text()), self: flag(), toPort: number() },
    ...unsupported("ipv6CidrBlocks", "prefixListIds"),
  });
  return set(one, { atMost: 0 });
}

/** The group that every network has from the start: it is adopted, its rules are taken away, and it is left where it is in the end. */
export const defaultSecurityGroup: Kind = {
  type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  title: "EC2 Default Security Group",
  schema: {
    egress: rules(),
    ingress: rules(),
    revokeRulesOnDelete: flag({ fallback: false }),
    vpcId: text({ computed: true, replaces: true }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "description", "name", "namePrefix", "ownerId"),
  },

  async create({ aws }, { vpcId }) {
    const VpcId = (vpcId as string | undefined) ?? (await defaultVpc(aws));
    const Filters = [
      { Name: "group-name", Values: ["default"] },
      { Name: "vpc-id", Values: [VpcId] },
    ];
    const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
    if (SecurityGroups.length === 0)
      throw new Error(`there is no default security group in the VPC ${VpcId}`);
    return SecurityGroups[0].GroupId!;
  },

  async finish(work, id, { tagsAll = {} }) {
    await revokeAll(work, id);
    await retag!(work, { id, state: {}, set: tagsAll as never, removed: [], all: tagsAll as never });
  },

  async read({ aws }, id, prior) {
    const found = await find(aws, id);
    if (!found) return undefined;
    return {
      arn: aws.arn("ec2", `security-group/${id}`, found.OwnerId),
      description: found.Description,
      egress: flatten(found.IpPermissionsEgress),
      ingress: flatten(found.IpPermissions),
      name: found.GroupName,
      namePrefix: "",
      ownerId: found.OwnerId,
      revokeRulesOnDelete: prior.revokeRulesOnDelete ?? false,
      vpcId: found.VpcId,
      tagsAll: tagMap(found.Tags),
    };
  },

  async update(work, { id, changed }) {
    if (changed("ingress", "egress")) await revokeAll(work, id);
  },

  retag,

  // AWS lets nobody delete it.
  delete: () => Promise.resolve(),
};

async function find(aws: Aws, id: string): Promise<SecurityGroup | undefined> {
  const answer = aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] }));
  return (await unlessMissing(answer, "InvalidGroup.NotFound"))?.SecurityGroups?.[0];
}

async function defaultVpc(aws: Aws): Promise<string> {
  const Filters = [{ Name: "is-default", Values: ["true"] }];
  const { Vpcs = [] } = await aws.ec2.send(new DescribeVpcsCommand({ Filters }));
  if (Vpcs.length === 0) throw new Error("the region has no default VPC: set vpcId");
  return Vpcs[0].VpcId!;
}

async function revokeAll({ aws }: Work, id: string): Promise<void> {
  const found = await find(aws, id);
  const [inward, outward] = [found?.IpPermissions ?? [], found?.IpPermissionsEgress ?? []];
  if (inward.length > 0)
    await aws.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: id, IpPermissions: inward }));
  if (outward.length > 0)
    await aws.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: id, IpPermissions: outward }));
}

function flatten(permissions: SecurityGroup["IpPermissions"] = []) {
  return permissions.map((permission) => ({
    cidrBlocks: (permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    description: permission.IpRanges?.[0]?.Description ?? "",
    fromPort: permission.FromPort ?? 0,
    protocol: permission.IpProtocol,
    securityGroups: (permission.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId),
    toPort: permission.ToPort ?? 0,
  }));
}
