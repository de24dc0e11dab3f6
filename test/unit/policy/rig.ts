import { Resource as PulumiResource } from "@pulumi/pulumi";
import { join } from "node:path";
import { exemptionsIn } from "../../../policy/exemptions";
import { findingsOf } from "../../../policy/findings";
import { Resource } from "../../../policy/resource";
import { RULES } from "../../../policy/rules";
import { Declared, Deployed } from "../harness";
import { asAdministrator } from "../production/deployed";
import { ROOT } from "../stacks";

export const RULE_NAMES = RULES.map(({ name }) => name);

/** The exemptions that are committed. */
export const EXEMPTIONS = exemptionsIn(join(ROOT, "policy/exemptions.yaml"), RULE_NAMES);

/** A stack as the policy pack sees it. */
export async function seen(situation: Parameters<typeof asAdministrator>[0]): Promise<Resource[]> {
  return inStack(situation.stack, await asAdministrator(situation));
}

function inStack(stack: string, { resources }: Deployed): Resource[] {
  const urn = ({ type, name, opts }: Declared) =>
    `urn:pulumi:${stack}::blog::${[...ancestors(opts.parent), type].join("$")}::${name}`;
  const bucketOf = ({ inputs }: Declared) =>
    resources.filter(({ type, name }) => type === "aws:s3/bucket:Bucket" && inputs.bucket === `${name}-id`);
  return resources.map((resource) => ({
    ...{ type: resource.type, name: resource.name, urn: urn(resource), inputs: resource.inputs },
    protect: resource.opts.protect === true,
    sources: { bucket: bucketOf(resource).map(urn) },
  }));
}

/** Types of the components that hold a resource, as its URN lists them. */
function ancestors(parent: PulumiResource | undefined): string[] {
  if (parent === undefined) return [];
  const { __pulumiType: type, __parentResource: above } = parent as unknown as Parent;
  return type === "pulumi:pulumi:Stack" ? [] : [...ancestors(above), type];
}

interface Parent {
  readonly __pulumiType: string;
  readonly __parentResource?: PulumiResource;
}

/** All that is found in a stack, by the name of its rule. */
export function found(
  stack: readonly Resource[],
  exemptions = EXEMPTIONS,
): readonly (readonly [rule: string, sentence: string])[] {
  return RULES.flatMap((rule) =>
    stack.flatMap((resource) =>
      findingsOf(rule, resource, stack, exemptions).map((sentence) => [rule.name, sentence] as const),
    ),
  );
}
