import { Rule } from "../rule";

const BUCKET = /^aws:s3\/bucket(V2)?:/;
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const ACL = /^aws:s3\/bucketAcl(V2)?:/;
const LOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const OPEN = ["public-read", "public-read-write", "authenticated-read"];

/** Four locks, as a bucket can become public in four ways. */
export const privateBuckets: Rule = {
  name: "private-buckets",
  description: "No bucket is public, or can be made so.",
  *examine({ type, inputs }) {
    const missing = type === BLOCK ? LOCKS.filter((lock) => inputs[lock] !== true) : [];
    if (missing.length > 0)
      yield `leaves ways open to make its bucket public: set ${missing.join(", ")} to true`;
    if ((BUCKET.test(type) || ACL.test(type)) && OPEN.includes(inputs.acl as string))
      yield `has the access list "${String(inputs.acl)}", by which others read it: leave acl out`;
  },
};
