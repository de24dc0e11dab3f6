import {
  DisableKeyRotationCommand,
  EnableKeyRotationCommand,
  GetKeyRotationStatusCommand,
} from "@aws-sdk/client-kms";
import type { Aws } from "../account/account";
import { unlessMissing } from "../account/apiError";
import type { Args, Work } from "../kind/kind";

/** Whether and how often AWS makes new material for a key; not every key can have that. */
export async function rotationOf({ kms }: Aws, KeyId: string): Promise<Args> {
  const rotation = kms.send(new GetKeyRotationStatusCommand({ KeyId }));
  const found = await unlessMissing(rotation, "UnsupportedOperationException");
  return {
    enableKeyRotation: found?.KeyRotationEnabled ?? false,
    rotationPeriodInDays: found?.RotationPeriodInDays,
  };
}

export async function setRotation({ aws }: Work, KeyId: string, news: Args): Promise<void> {
  const RotationPeriodInDays = news.rotationPeriodInDays as number | undefined;
  await (news.enableKeyRotation
    ? aws.kms.send(new EnableKeyRotationCommand({ KeyId, RotationPeriodInDays }))
    : aws.kms.send(new DisableKeyRotationCommand({ KeyId })));
}
