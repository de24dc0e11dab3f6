import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from "@aws-sdk/client-s3";
import type { Args } from "../kind/kind";
import { oneOf } from "../rules/rule";
import { list, text, unsupported } from "../schema/property";
import { bucketPart, OWNER } from "./bucketPart";
import { lifecycleRule, ruleRequest, ruleState } from "./lifecycleRule";

export const bucketLifecycle = bucketPart({
  type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  title: "S3 Bucket Lifecycle Configuration",
  schema: {
    rules: list(lifecycleRule, { required: true, atLeast: 1, atMost: 1000 }),
    transitionDefaultMinimumObjectSize: text({
      computed: true,
      rule: oneOf("varies_by_storage_class", "all_storage_classes_128K"),
    }),
    ...OWNER,
    ...unsupported("timeouts"),
  },
  rules: ({ rules }) =>
    (Array.isArray(rules) ? (rules as Args[]) : [])
      .filter(
        ({ expiration = {} }) =>
          expiration.days !== undefined && expiration.expiredObjectDeleteMarker === true,
      )
      .map(
        ({ id }) => `the expiration of the rule "${id}" must have either days or expiredObjectDeleteMarker`,
      )[0],
  missing: ["NoSuchLifecycleConfiguration"],

  put: ({ s3 }, Bucket, { rules, transitionDefaultMinimumObjectSize }) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        LifecycleConfiguration: { Rules: (rules as Args[]).map(ruleRequest) },
        TransitionDefaultMinimumObjectSize: transitionDefaultMinimumObjectSize,
      }),
    ),

  async get({ s3 }, Bucket) {
    const found = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    return {
      rules: (found.Rules ?? []).map(ruleState),
      transitionDefaultMinimumObjectSize:
        found.TransitionDefaultMinimumObjectSize ?? "all_storage_classes_128K",
    };
  },

  remove: ({ s3 }, Bucket) => s3.send(new DeleteBucketLifecycleCommand({ Bucket })),
});
