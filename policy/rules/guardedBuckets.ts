import { Resource } from "../resource";
import { Rule } from "../rule";

const BUCKET = /^aws:s3\/bucket(V2)?:/;

/** What AWS keeps as resources of their own, beside the bucket. */
const GUARDS: readonly [type: RegExp, lack: string][] = [
  [
    /^aws:s3\/bucketPublicAccessBlock:/,
    "has nothing that keeps it from becoming public: add a BucketPublicAccessBlock",
  ],
  [
    /^aws:s3\/bucketServerSideEncryptionConfiguration(V2)?:/,
    "is not encrypted with a key of the stack: add a BucketServerSideEncryptionConfiguration",
  ],
];

export const guardedBuckets: Rule = {
  name: "guarded-buckets",
  description: "Every bucket has a public access block and an encryption of its own.",
  together: true,
  *examine(bucket, stack) {
    if (!BUCKET.test(bucket.type)) return;
    for (const [type, lack] of GUARDS) {
      if (!stack.some((other) => type.test(other.type) && isOf(other, bucket))) yield lack;
    }
  },
};

/** Whether a setting belongs to a bucket: the bucket's name in it comes from there. */
const isOf = ({ sources }: Resource, bucket: Resource) => sources?.bucket?.includes(bucket.urn) ?? false;
