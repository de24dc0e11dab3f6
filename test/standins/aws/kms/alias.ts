import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  ListAliasesCommand,
  UpdateAliasCommand,
} from "@aws-sdk/client-kms";
import type { Aws } from "../account/account";
import { isCode, unlessMissing } from "../account/apiError";
import { whileRefused } from "../account/wait";
import { type Kind, REGION } from "../kind/kind";
import { pattern } from "../rules/rule";
import { outputs, text, unsupported } from "../schema/property";

const MISSING = "NotFoundException";

export const alias: Kind = {
  type: "aws:kms/alias:Alias",
  title: "KMS Alias",
  naming: { property: "name", atMost: 238, prefix: "alias/" },
  schema: {
    name: text({
      computed: true,
      replaces: true,
      rule: pattern(
        /^alias\/(?!aws\/)[\w/-]{1,250}$/,
        'a name that starts with "alias/" and not with "alias/aws/"',
      ),
    }),
    targetKeyId: text({ required: true, same: (one, other) => keyIdOf(one) === keyIdOf(other) }),
    ...REGION,
    ...outputs("arn", "targetKeyArn"),
    ...unsupported("namePrefix"),
  },

  async create({ aws, patience }, { name, targetKeyId }) {
    const call = () => aws.kms.send(new CreateAliasCommand({ AliasName: name, TargetKeyId: targetKeyId }));
    // The key may have just been made.
    await whileRefused({ ...patience, seconds: Math.min(patience.seconds, 120) }, call, (error) =>
      isCode(error, MISSING),
    );
    return name as string;
  },

  async read({ aws }, id) {
    const found = await find(aws, id);
    if (!found) return undefined;
    const key = await aws.kms.send(new DescribeKeyCommand({ KeyId: found.TargetKeyId }));
    return {
      arn: found.AliasArn,
      name: id,
      targetKeyId: found.TargetKeyId,
      targetKeyArn: key.KeyMetadata!.Arn,
    };
  },

  async update({ aws }, { id, news, changed }) {
    if (changed("targetKeyId"))
      await aws.kms.send(new UpdateAliasCommand({ AliasName: id, TargetKeyId: news.targetKeyId }));
  },

  async delete({ aws }, id) {
    await unlessMissing(aws.kms.send(new DeleteAliasCommand({ AliasName: id })), MISSING);
  },
};

/** A key may be named by its ARN as well. */
const keyIdOf = (target: string) => target.slice(target.lastIndexOf("/") + 1);

async function find({ kms }: Aws, name: string) {
  for (let Marker: string | undefined; ;) {
    const page = await kms.send(new ListAliasesCommand({ Marker }));
    const found = page.Aliases?.find(({ AliasName }) => AliasName === name);
    if (found || !page.Truncated) return found;
    Marker = page.NextMarker;
  }
}
