import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetRoleCommand,
  PutRolePermissionsBoundaryCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from "@aws-sdk/client-iam";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, TAGS } from "../kind/kind";
import { tagList, tagMap } from "../kind/tagging";
import { arn } from "../rules/arn";
import { resourcePolicy, samePolicy } from "../rules/policy";
import { between, length, notGiven, pattern } from "../rules/rule";
import { flag, number, outputs, set, text, unsupported } from "../schema/property";
import { iamName } from "./name";
import { attached, release } from "./rolePolicies";

const MISSING = "NoSuchEntityException";

export const role: Kind = {
  type: "aws:iam/role:Role",
  title: "IAM Role",
  naming: { property: "name", atMost: 64 },
  schema: {
    assumeRolePolicy: text({ required: true, document: true, rule: resourcePolicy, same: samePolicy }),
    description: text({ rule: length(0, 1000) }),
    forceDetachPolicies: flag({ fallback: false }),
    managedPolicyArns: set(text(), {
      computed: true,
      rule: notGiven("attach policies by RolePolicyAttachment"),
    }),
    maxSessionDuration: number({ fallback: 3600, rule: between(3600, 43200) }),
    name: text({ computed: true, replaces: true, rule: iamName(64) }),
    path: text({
      fallback: "/",
      replaces: true,
      rule: pattern(/^\/(.{1,510}\/)?$/, "a path that starts and ends with /"),
    }),
    permissionsBoundary: text({ rule: arn }),
    ...TAGS,
    ...outputs("arn", "createDate", "uniqueId"),
    ...unsupported("inlinePolicies", "namePrefix"),
  },

  async create({ aws, patience }, news) {
    const call = () =>
      aws.iam.send(
        new CreateRoleCommand({
          AssumeRolePolicyDocument: news.assumeRolePolicy,
          Description: news.description,
          MaxSessionDuration: news.maxSessionDuration,
          Path: news.path,
          PermissionsBoundary: news.permissionsBoundary,
          RoleName: news.name,
          Tags: tagList((news.tagsAll ?? {}) as never),
        }),
      );
    // A principal that has just been made is not known everywhere.
    const seconds = Math.min(patience.seconds, 120);
    const passing = (error: unknown) =>
      isCode(error, "MalformedPolicyDocumentException") &&
      error.detail.includes("Invalid principal in policy");
    const { Role } = await whileRefused({ ...patience, seconds }, call, passing);
    return Role!.RoleName!;
  },

  async read({ aws }, id, prior) {
    const found = await unlessMissing(aws.iam.send(new GetRoleCommand({ RoleName: id })), MISSING);
    if (!found?.Role) return undefined;
    const { Role } = found;
    return {
      arn: Role.Arn,
      assumeRolePolicy: decodeURIComponent(Role.AssumeRolePolicyDocument!),
      createDate: Role.CreateDate?.toISOString(),
      description: Role.Description ?? "",
      forceDetachPolicies: prior.forceDetachPolicies ?? false,
      managedPolicyArns: await attached(aws, id),
      maxSessionDuration: Role.MaxSessionDuration,
      name: Role.RoleName,
      path: Role.Path,
      permissionsBoundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
      uniqueId: Role.RoleId,
      tagsAll: tagMap(Role.Tags),
    };
  },

  async update({ aws }, { id: RoleName, news, changed }) {
    if (changed("assumeRolePolicy"))
      await aws.iam.send(
        new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: news.assumeRolePolicy }),
      );
    if (changed("description", "maxSessionDuration"))
      await aws.iam.send(
        new UpdateRoleCommand({
          RoleName,
          Description: (news.description as string | undefined) ?? "",
          MaxSessionDuration: news.maxSessionDuration,
        }),
      );
    if (!changed("permissionsBoundary")) return;
    const PermissionsBoundary = news.permissionsBoundary as string | undefined;
    await (PermissionsBoundary
      ? aws.iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }))
      : aws.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })));
  },

  async retag({ aws }, { id: RoleName, set, removed }) {
    if (removed.length > 0) await aws.iam.send(new UntagRoleCommand({ RoleName, TagKeys: removed }));
    if (Object.keys(set).length > 0) await aws.iam.send(new TagRoleCommand({ RoleName, Tags: tagList(set) }));
  },

  async delete({ aws }, id, { forceDetachPolicies }) {
    await unlessMissing(release(aws, id, forceDetachPolicies === true), MISSING);
    await unlessMissing(aws.iam.send(new DeleteRoleCommand({ RoleName: id })), MISSING);
  },
};
