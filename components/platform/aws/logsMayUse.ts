import { Statement } from "./policy";

/** Lets CloudWatch Logs of one account and region encrypt with a key. */
export function logsMayUse(place: { region: string; partition: string; account: string }): Statement {
  const { region, partition, account } = place;
  return {
    Sid: "LogsOfThisAccount",
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey"],
    Resource: "*",
    Condition: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${account}:log-group:*`,
      },
    },
  };
}
