import { Exemption, exemptionOf } from "./exemptions";
import { Resource, titleOf } from "./resource";
import { Rule } from "./rule";

/** Sentences about all that is wrong with a resource by a rule, and is not exempted from it. */
export function findingsOf(
  rule: Rule,
  resource: Resource,
  stack: readonly Resource[],
  exemptions: readonly Exemption[],
): string[] {
  if (exemptionOf(rule.name, resource, exemptions)) return [];
  return Array.from(rule.examine(resource, stack), (trouble) => `${titleOf(resource)} ${trouble}.`);
}
