import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  UpdateKeyDescriptionCommand,
} from "@aws-sdk/client-kms";
import { isCode, unlessMissing } from "../account/apiError";
import { waitForState, whileRefused } from "../account/wait";
import { type Kind, REGION, TAGS } from "../kind/kind";
import { resourcePolicy, samePolicy } from "../rules/policy";
import { between, length, oneOf } from "../rules/rule";
import { flag, number, outputs, text, unsupported } from "../schema/property";
import { SPECS, USAGES } from "./keyChoices";
import { rotationOf, setRotation } from "./rotation";
import { retag, tagList, tagsOf } from "./tags";

const MISSING = "NotFoundException";
export const key: Kind = {
  type: "aws:kms/key:Key",
  title: "KMS Key",
  limits: { create: 120 },
  schema: {
    bypassPolicyLockoutSafetyCheck: flag({ fallback: false }),
    customerMasterKeySpec: text({ fallback: "SYMMETRIC_DEFAULT", replaces: true, rule: oneOf(...SPECS) }),
    deletionWindowInDays: number({ rule: between(7, 30) }),
    description: text({ computed: true, rule: length(0, 8192) }),
    enableKeyRotation: flag({ fallback: false }),
    isEnabled: flag({ fallback: true }),
    keyUsage: text({ fallback: "ENCRYPT_DECRYPT", replaces: true, rule: oneOf(...USAGES) }),
    multiRegion: flag({ computed: true, replaces: true }),
    policy: text({ computed: true, document: true, rule: resourcePolicy, same: samePolicy }),
    rotationPeriodInDays: number({ computed: true, rule: between(90, 2560) }),
    ...REGION,
    ...TAGS,
    ...outputs("arn", "keyId"),
    ...unsupported("customKeyStoreId", "xksKeyId"),
  },

  rules: ({ enableKeyRotation, rotationPeriodInDays }) =>
    rotationPeriodInDays !== undefined && enableKeyRotation === false
      ? "rotationPeriodInDays must be given with enableKeyRotation alone"
      : undefined,

  async create({ aws, patience }, news) {
    const call = () =>
      aws.kms.send(
        new CreateKeyCommand({
          BypassPolicyLockoutSafetyCheck: news.bypassPolicyLockoutSafetyCheck,
          Description: news.description,
          KeySpec: news.customerMasterKeySpec,
          KeyUsage: news.keyUsage,
          MultiRegion: news.multiRegion,
          Policy: news.policy,
          Tags: tagList(news.tagsAll as never),
        }),
      );
    // A principal that has just been made is not known everywhere.
    const made = await whileRefused(patience, call, (error) =>
      isCode(error, "MalformedPolicyDocumentException"),
    );
    return made.KeyMetadata!.KeyId!;
  },

  async finish(work, id, news) {
    const { enableKeyRotation, isEnabled } = news;
    const live = await rotationOf(work.aws, id);
    if (enableKeyRotation && !live.enableKeyRotation) await setRotation(work, id, news);
    if (isEnabled === false) await work.aws.kms.send(new DisableKeyCommand({ KeyId: id }));
  },

  async read({ aws }, id, prior) {
    const found = (await unlessMissing(aws.kms.send(new DescribeKeyCommand({ KeyId: id })), MISSING))
      ?.KeyMetadata;
    if (!found || found.KeyState === "PendingDeletion") return undefined;
    const { Policy } = await aws.kms.send(new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }));
    return {
      arn: found.Arn,
      bypassPolicyLockoutSafetyCheck: prior.bypassPolicyLockoutSafetyCheck ?? false,
      customerMasterKeySpec: found.KeySpec,
      deletionWindowInDays: prior.deletionWindowInDays,
      description: found.Description ?? "",
      isEnabled: found.Enabled,
      keyId: found.KeyId,
      keyUsage: found.KeyUsage,
      multiRegion: found.MultiRegion ?? false,
      policy: Policy,
      tagsAll: await tagsOf(aws, id),
      ...(await rotationOf(aws, id)),
    };
  },

  async update(work, { id: KeyId, news, changed }) {
    const { kms } = work.aws;
    const { isEnabled } = news;
    // Nothing can be changed of a key that is disabled.
    if (changed("isEnabled") && isEnabled) await kms.send(new EnableKeyCommand({ KeyId }));
    if (changed("enableKeyRotation", "rotationPeriodInDays")) await setRotation(work, KeyId, news);
    if (changed("description"))
      await kms.send(new UpdateKeyDescriptionCommand({ KeyId, Description: news.description }));
    if (changed("policy"))
      await kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy: news.policy }));
    if (changed("isEnabled") && !isEnabled) await kms.send(new DisableKeyCommand({ KeyId }));
  },

  retag,

  /** AWS keeps it for some days more, and can be asked for it until then. */
  async delete({ aws, patience }, KeyId, { deletionWindowInDays }) {
    const input = { KeyId, PendingWindowInDays: deletionWindowInDays as number | undefined };
    const scheduled = unlessMissing(aws.kms.send(new ScheduleKeyDeletionCommand(input)), MISSING);
    await scheduled.catch((error: unknown) => {
      const pending =
        isCode(error, "KMSInvalidStateException") && error.detail.includes("is pending deletion");
      if (!pending) throw error;
    });
    const state = async () => {
      const answer = await unlessMissing(aws.kms.send(new DescribeKeyCommand({ KeyId })), MISSING);
      return answer?.KeyMetadata?.KeyState ?? "PendingDeletion";
    };
    await waitForState({ state, pending: ["Enabled", "Disabled"], target: "PendingDeletion" }, patience);
  },
};
