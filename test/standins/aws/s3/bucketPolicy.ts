import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { resourcePolicy, samePolicy } from "../rules/policy";
import { text } from "../schema/property";
import { bucketPart } from "./bucketPart";

export const bucketPolicy = bucketPart({
  type: "aws:s3/bucketPolicy:BucketPolicy",
  title: "S3 Bucket Policy",
  schema: { policy: text({ required: true, document: true, rule: resourcePolicy, same: samePolicy }) },
  missing: ["NoSuchBucketPolicy"],
  put: ({ s3 }, Bucket, { policy: Policy }) => s3.send(new PutBucketPolicyCommand({ Bucket, Policy })),
  get: async ({ s3 }, Bucket) => ({ policy: (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy }),
  remove: ({ s3 }, Bucket) => s3.send(new DeleteBucketPolicyCommand({ Bucket })),
});
