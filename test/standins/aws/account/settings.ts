import type { CheckFailure } from "../../protocol/provider";
import { isProperties, type Properties, reveal, Unknown, type Value } from "../../protocol/value";
import { checkProperties } from "../schema/check";
import { block, flag, list, mapOf, number, type Schema, text, unsupported } from "../schema/property";
import { partitionOf } from "../rules/regions";
import { oneOf, pattern } from "../rules/rule";
import { tagsRule } from "../rules/tags";

const accountIds = list(text({ rule: pattern(/^\d{12}$/, "an account id of 12 digits") }));
const region = text({ rule: (name: string) => (partitionOf(name) ? undefined : "must be a region of AWS") });

/** Arguments of the provider. */
export const SETTINGS: Schema = {
  accessKey: text(),
  allowedAccountIds: accountIds,
  defaultTags: block({ tags: mapOf(text(), { rule: tagsRule }) }),
  forbiddenAccountIds: accountIds,
  insecure: flag(),
  maxRetries: number(),
  pluginDownloadURL: text(),
  profile: text(),
  region,
  retryMode: text({ rule: oneOf("standard", "adaptive") }),
  s3UsePathStyle: flag(),
  secretKey: text(),
  sharedConfigFiles: list(text()),
  sharedCredentialsFiles: list(text()),
  skipCredentialsValidation: flag(),
  skipMetadataApiCheck: flag(),
  skipRegionValidation: flag(),
  skipRequestingAccountId: flag(),
  stsRegion: region,
  token: text(),
  useDualstackEndpoint: flag(),
  useFipsEndpoint: flag(),
  version: text(),
  ...unsupported("assumeRoleWithWebIdentity", "assumeRoles", "customCaBundle", "ec2MetadataServiceEndpoint"),
  ...unsupported("ec2MetadataServiceEndpointMode", "endpoints", "httpProxy", "httpsProxy", "ignoreTags"),
  ...unsupported("noProxy", "s3UsEast1RegionalEndpoint", "tagPolicyCompliance"),
  ...unsupported("tokenBucketRateLimiterCapacity", "userAgents"),
};

export interface Settings {
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly token?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly maxRetries?: number;
  readonly allowedAccountIds?: string[];
  readonly forbiddenAccountIds?: string[];
  readonly defaultTags?: { tags?: Record<string, string> };
  readonly sharedConfigFiles?: string[];
  readonly sharedCredentialsFiles?: string[];
  readonly skipMetadataApiCheck?: boolean;
  readonly useDualstackEndpoint?: boolean;
  readonly useFipsEndpoint?: boolean;
}

export function checkSettings(inputs: Properties): CheckFailure[] {
  const given = Object.entries(inputs).filter(([, value]) => value !== null);
  return checkProperties(
    SETTINGS,
    Object.fromEntries(given.map(([name, value]) => [name, parse(name, reveal(value))])),
  );
}

/** The engine hands all settings over as texts. */
export function parseSettings(given: Record<string, string>): Settings {
  const entries = Object.entries(given).filter(([, value]) => value !== "");
  return Object.fromEntries(entries.map(([name, value]) => [name, parse(name, value)]));
}

/** The SDK sends all but the texts as JSON; a stack's configuration may hold either. */
function parse(name: string, value: Value): Value {
  const kind = Object.hasOwn(SETTINGS, name) ? SETTINGS[name].kind : "text";
  if (kind === "text" || typeof value !== "string") return value;
  try {
    const parsed = JSON.parse(value) as Value;
    return isProperties(parsed) && Object.values(parsed).some((item) => item instanceof Unknown)
      ? value
      : parsed;
  } catch {
    return value;
  }
}
