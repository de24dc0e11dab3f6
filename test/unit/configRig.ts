import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Config, readConfig } from "../../config";
import { isSentence } from "./sentence";
import { changed } from "./stacks";
import { Situation } from "./harness";

/** Reads a configuration as the program does: from the settings that Pulumi hands over. */
export async function read(config: Readonly<Record<string, string>>): Promise<Config> {
  await pulumi.runtime.setMocks(
    { newResource: () => ({ id: "", state: {} }), call: () => ({}) },
    "blog",
    "local",
  );
  pulumi.runtime.setAllConfig(config);
  return readConfig();
}

/** The sentences that a configuration is refused with. */
export async function refusals(config: Readonly<Record<string, string>>): Promise<string[]> {
  try {
    await read(config);
  } catch (error) {
    assert.ok(
      pulumi.RunError.isInstance(error),
      `${String(error)} is no RunError: Pulumi would print its stack`,
    );
    return error.message.split("\n").map(isSentence);
  }
  throw new assert.AssertionError({ message: `${JSON.stringify(config)} was accepted` });
}

/** A change of a good configuration and the sentence that it is refused with. */
export type Wrong = readonly [change: Record<string, unknown>, sentence: RegExp];

/** Changes some keys below another; undefined takes one away. */
export const below = (good: Situation, key: string) => (changes: Record<string, unknown>) => ({
  [key]: { ...groupOf(good, key), ...changes },
});

/** Tests that each change of a good configuration is refused with one sentence. */
export function areRefused(good: Situation, wrong: readonly Wrong[]): void {
  for (const [change, sentence] of wrong) {
    it(`with ${shown(good, change)} is refused`, async () => {
      const [message, ...others] = await refusals(changed(good, change).config);
      assert.match(message, sentence);
      assert.deepEqual(others, []);
    });
  }
}

/** What a change changes. */
function shown(good: Situation, change: Record<string, unknown>): string {
  const news = Object.entries(change).map(([key, value]) => {
    if (typeof value !== "object" || value === null) return [key, value];
    const before = groupOf(good, key);
    const differs = ([name, now]: [string, unknown]) => JSON.stringify(now) !== JSON.stringify(before[name]);
    return [key, Object.fromEntries(Object.entries(value).filter(differs))];
  });
  return JSON.stringify(Object.fromEntries(news), (_key, value: unknown) => value ?? "(nothing)");
}

const groupOf = ({ config }: Situation, key: string) =>
  JSON.parse(config[key] ?? "{}") as Record<string, unknown>;
