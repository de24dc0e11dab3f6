import type { LifecycleRule } from "@aws-sdk/client-s3";
import type { Args } from "../kind/kind";
import { between, length, oneOf } from "../rules/rule";
import { block, flag, list, number, type Property, text, unsupported } from "../schema/property";

const CLASSES = ["GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"];
const days = between(0, 2147483647);
const storageClass = text({ required: true, rule: oneOf(...CLASSES) });

/** One rule: which objects, and what becomes of them when. */
export const lifecycleRule: Property = block({
  abortIncompleteMultipartUpload: block({ daysAfterInitiation: number({ rule: days }) }),
  expiration: block({
    days: number({ computed: true, rule: days }),
    expiredObjectDeleteMarker: flag({ computed: true }),
    ...unsupported("date"),
  }),
  filter: block({
    prefix: text({ computed: true }),
    ...unsupported("and", "objectSizeGreaterThan", "objectSizeLessThan", "tag"),
  }),
  id: text({ required: true, rule: length(1, 255) }),
  noncurrentVersionExpiration: block({
    newerNoncurrentVersions: number({ rule: between(1, 100) }),
    noncurrentDays: number({ required: true, rule: days }),
  }),
  noncurrentVersionTransitions: list(
    block({
      newerNoncurrentVersions: number({ rule: between(1, 100) }),
      noncurrentDays: number({ required: true, rule: days }),
      storageClass,
    }),
  ),
  status: text({ required: true, rule: oneOf("Enabled", "Disabled") }),
  transitions: list(
    block({ days: number({ computed: true, rule: days }), storageClass, ...unsupported("date") }),
  ),
  ...unsupported("prefix"),
});

/** A rule as the call takes it. */
export function ruleRequest(rule: Args): LifecycleRule {
  return {
    ID: rule.id as string,
    Status: rule.status as "Enabled",
    Filter: { Prefix: (rule.filter?.prefix as string | undefined) ?? "" },
    AbortIncompleteMultipartUpload: rule.abortIncompleteMultipartUpload && {
      DaysAfterInitiation: rule.abortIncompleteMultipartUpload.daysAfterInitiation as number,
    },
    Expiration: rule.expiration && {
      Days: rule.expiration.days as number | undefined,
      ExpiredObjectDeleteMarker: rule.expiration.expiredObjectDeleteMarker as boolean | undefined,
    },
    NoncurrentVersionExpiration: rule.noncurrentVersionExpiration && {
      NewerNoncurrentVersions: rule.noncurrentVersionExpiration.newerNoncurrentVersions as number | undefined,
      NoncurrentDays: rule.noncurrentVersionExpiration.noncurrentDays as number,
    },
    NoncurrentVersionTransitions: (rule.noncurrentVersionTransitions as Args[] | undefined)?.map(
      (transition) => ({
        NewerNoncurrentVersions: transition.newerNoncurrentVersions as number | undefined,
        NoncurrentDays: transition.noncurrentDays as number,
        StorageClass: transition.storageClass as "GLACIER",
      }),
    ),
    Transitions: (rule.transitions as Args[] | undefined)?.map((transition) => ({
      Days: transition.days as number,
      StorageClass: transition.storageClass as "GLACIER",
    })),
  };
}

/** A rule as AWS answers it. */
export function ruleState(rule: LifecycleRule): Args {
  const { AbortIncompleteMultipartUpload: abort, Expiration: end, NoncurrentVersionExpiration: old } = rule;
  return {
    id: rule.ID,
    status: rule.Status,
    filter: rule.Filter && { prefix: rule.Filter.Prefix ?? "" },
    abortIncompleteMultipartUpload: abort && { daysAfterInitiation: abort.DaysAfterInitiation },
    expiration: end && {
      days: end.Days ?? 0,
      expiredObjectDeleteMarker: end.ExpiredObjectDeleteMarker ?? false,
    },
    noncurrentVersionExpiration: old && {
      newerNoncurrentVersions: old.NewerNoncurrentVersions,
      noncurrentDays: old.NoncurrentDays,
    },
    noncurrentVersionTransitions: rule.NoncurrentVersionTransitions?.map((transition) => ({
      newerNoncurrentVersions: transition.NewerNoncurrentVersions,
      noncurrentDays: transition.NoncurrentDays,
      storageClass: transition.StorageClass,
    })),
    transitions: rule.Transitions?.map(({ Days, StorageClass }) => ({
      days: Days,
      storageClass: StorageClass,
    })),
  };
}
