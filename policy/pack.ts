import { Policies, PolicyPackArgs, PolicyResource } from "@pulumi/policy";
import { join } from "node:path";
import { Exemption, exemptionsIn } from "./exemptions";
import { findingsOf } from "./findings";
import { known } from "./known";
import { Resource } from "./resource";
import { Rule } from "./rule";
import { RULES } from "./rules";

/** The policy pack; teams lower the level of a rule with "--policy-pack-config". Throws an Error if an exemption is wrong. */
export function pack(): PolicyPackArgs {
  const exemptions = exemptionsIn(
    join(__dirname, "exemptions.yaml"),
    RULES.map(({ name }) => name),
  );
  return { enforcementLevel: "mandatory", policies: RULES.map((rule) => policyOf(rule, exemptions)) };
}

function policyOf(rule: Rule, exemptions: readonly Exemption[]): Policies[number] {
  const { name, description } = rule;
  if (rule.together) {
    return {
      name,
      description,
      validateStack: ({ resources }, report) => {
        const stack = resources.map(resourceOf);
        for (const resource of stack) {
          for (const finding of findingsOf(rule, resource, stack, exemptions)) report(finding, resource.urn);
        }
      },
    };
  }
  return {
    name,
    description,
    validateResource: (declared, report) => {
      const resource = resourceOf(declared);
      for (const finding of findingsOf(rule, resource, [], exemptions)) report(finding);
    },
  };
}

type Declared = Pick<PolicyResource, "type" | "name" | "urn" | "props" | "opts"> &
  Partial<Pick<PolicyResource, "propertyDependencies">>;

const resourceOf = ({ type, name, urn, props, opts, propertyDependencies = {} }: Declared): Resource => ({
  ...{ type, name, urn, inputs: known(props), protect: opts.protect },
  sources: Object.fromEntries(
    Object.entries(propertyDependencies).map(([property, from]) => [
      property,
      from.map((source) => source.urn),
    ]),
  ),
});
