import type { Args, TagChange } from "./kind";

type Tags = Record<string, string>;

/** Tags of one's own, without those that only the provider's default made. */
export function ownTags(all: Tags, defaults: Readonly<Tags>, prior: Tags = {}): Tags {
  return Object.fromEntries(
    Object.entries(all).filter(([key, value]) => Object.hasOwn(prior, key) || defaults[key] !== value),
  );
}

/** What has to be done so that tags become others. */
export function tagChange(id: string, state: Args, all: Tags): TagChange {
  const old = (state.tagsAll ?? {}) as Tags;
  return {
    id,
    state,
    all,
    set: Object.fromEntries(Object.entries(all).filter(([key, value]) => old[key] !== value)),
    removed: Object.keys(old).filter((key) => !Object.hasOwn(all, key)),
  };
}

/** Tags as most services take them. */
export function tagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

/** Tags as most services answer them, without AWS's own. */
export function tagMap(list: readonly { Key?: string; Value?: string }[] = []): Tags {
  return userTags(Object.fromEntries(list.map(({ Key = "", Value = "" }) => [Key, Value])));
}

/** Tags without AWS's own. */
export function userTags(tags: Tags = {}): Tags {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith("aws:")));
}
