import { DeleteRolePolicyCommand, GetRolePolicyCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import type { Args, Kind } from "../kind/kind";
import { identityPolicy, samePolicy } from "../rules/policy";
import { text, unsupported } from "../schema/property";
import { iamName } from "./name";

const MISSING = "NoSuchEntityException";

export const rolePolicy: Kind = {
  type: "aws:iam/rolePolicy:RolePolicy",
  title: "IAM Role Policy",
  naming: { property: "name", atMost: 255 },
  schema: {
    name: text({ computed: true, replaces: true, rule: iamName(128) }),
    policy: text({ required: true, document: true, rule: identityPolicy, same: samePolicy }),
    role: text({ required: true, replaces: true }),
    ...unsupported("namePrefix"),
  },

  async create({ aws }, news) {
    await put(aws, news);
    return `${news.role}:${news.name}`;
  },

  async read({ aws }, id) {
    const [role, name] = id.split(":");
    const answer = aws.iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }));
    const found = await unlessMissing(answer, MISSING);
    return found && { role, name, policy: decodeURIComponent(found.PolicyDocument!) };
  },

  async update({ aws }, { news, changed }) {
    if (changed("policy")) await put(aws, news);
  },

  async delete({ aws }, id) {
    const [RoleName, PolicyName] = id.split(":");
    await unlessMissing(aws.iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })), MISSING);
  },
};

async function put({ iam }: Aws, { role, name, policy }: Args): Promise<void> {
  await iam.send(new PutRolePolicyCommand({ RoleName: role, PolicyName: name, PolicyDocument: policy }));
}
