import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { flag } from "../schema/property";
import { bucketPart } from "./bucketPart";

export const bucketPublicAccessBlock = bucketPart({
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  title: "S3 Bucket Public Access Block",
  schema: {
    blockPublicAcls: flag({ fallback: false }),
    blockPublicPolicy: flag({ fallback: false }),
    ignorePublicAcls: flag({ fallback: false }),
    restrictPublicBuckets: flag({ fallback: false }),
    skipDestroy: flag(),
  },
  missing: ["NoSuchPublicAccessBlockConfiguration"],

  put: ({ s3 }, Bucket, news) =>
    s3.send(
      new PutPublicAccessBlockCommand({
        Bucket,
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: news.blockPublicAcls,
          BlockPublicPolicy: news.blockPublicPolicy,
          IgnorePublicAcls: news.ignorePublicAcls,
          RestrictPublicBuckets: news.restrictPublicBuckets,
        },
      }),
    ),

  async get({ s3 }, Bucket) {
    const { PublicAccessBlockConfiguration: found } = await s3.send(
      new GetPublicAccessBlockCommand({ Bucket }),
    );
    return {
      blockPublicAcls: found?.BlockPublicAcls ?? false,
      blockPublicPolicy: found?.BlockPublicPolicy ?? false,
      ignorePublicAcls: found?.IgnorePublicAcls ?? false,
      restrictPublicBuckets: found?.RestrictPublicBuckets ?? false,
    };
  },

  remove: async ({ s3 }, Bucket, { skipDestroy }) =>
    skipDestroy ? undefined : s3.send(new DeletePublicAccessBlockCommand({ Bucket })),
});
