import { GetBucketVersioningCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import type { Aws } from "../account/account";
import type { Args } from "../kind/kind";
import { oneOf } from "../rules/rule";
import { block, text, unsupported } from "../schema/property";
import { bucketPart, OWNER } from "./bucketPart";

export const bucketVersioning = bucketPart({
  type: "aws:s3/bucketVersioning:BucketVersioning",
  title: "S3 Bucket Versioning",
  schema: {
    versioningConfiguration: block(
      {
        mfaDelete: text({ computed: true, rule: oneOf("Enabled", "Disabled") }),
        status: text({ required: true, rule: oneOf("Enabled", "Suspended", "Disabled") }),
      },
      { required: true },
    ),
    ...OWNER,
    ...unsupported("mfa"),
  },
  missing: [],

  // A bucket is born without versions; AWS has no call for that.
  put: async (aws, bucket, { versioningConfiguration: { status, mfaDelete } }) =>
    status === "Disabled" ? undefined : put(aws, bucket, { Status: status, MFADelete: mfaDelete }),

  async get({ s3 }, Bucket) {
    const { Status, MFADelete } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    return { versioningConfiguration: { status: Status ?? "Disabled", mfaDelete: MFADelete ?? "" } };
  },

  // What had versions once can only be suspended.
  remove: async (aws, bucket, { versioningConfiguration }) =>
    versioningConfiguration.status === "Enabled" ? put(aws, bucket, { Status: "Suspended" }) : undefined,
});

function put({ s3 }: Aws, Bucket: string, VersioningConfiguration: Args): Promise<unknown> {
  return s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
}
