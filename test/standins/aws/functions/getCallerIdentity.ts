import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { text } from "../schema/property";
import type { AwsFunction } from "./function";

export const getCallerIdentity: AwsFunction = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  schema: { id: text() },
  async run({ sts }) {
    const { Account, Arn, UserId } = await sts.send(new GetCallerIdentityCommand({}));
    return { accountId: Account, arn: Arn, id: Account, userId: UserId };
  },
};
