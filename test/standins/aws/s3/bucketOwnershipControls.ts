import {
  DeleteBucketOwnershipControlsCommand,
  GetBucketOwnershipControlsCommand,
  PutBucketOwnershipControlsCommand,
} from "@aws-sdk/client-s3";
import { oneOf } from "../rules/rule";
import { block, text } from "../schema/property";
import { bucketPart } from "./bucketPart";

export const bucketOwnershipControls = bucketPart({
  type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  title: "S3 Bucket Ownership Controls",
  schema: {
    rule: block(
      {
        objectOwnership: text({
          required: true,
          rule: oneOf("BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"),
        }),
      },
      { required: true },
    ),
  },
  missing: ["OwnershipControlsNotFoundError"],

  put: ({ s3 }, Bucket, { rule: { objectOwnership: ObjectOwnership } }) =>
    s3.send(
      new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: { Rules: [{ ObjectOwnership }] } }),
    ),

  async get({ s3 }, Bucket) {
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const [rule] = OwnershipControls?.Rules ?? [];
    return rule && { rule: { objectOwnership: rule.ObjectOwnership } };
  },

  remove: ({ s3 }, Bucket) => s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket })),
});
