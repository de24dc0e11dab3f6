import type { Deployed } from "../../unit/harness";
import { labelOf, terraformArgument, terraformType } from "./names";
import { References } from "./references";

/** Arguments whose keys are words of the program's, and no names of arguments. */
const MAPS = new Set(["tags"]);
/** Arguments that are JSON, whether Pulumi was given the text or what it is made of. */
const DOCUMENTS = new Set(["policy", "assumeRolePolicy"]);

/** The AWS resources of a stack as Terraform would be told to make them: Pulumi's provider is made of Terraform's. */
export function terraformConfiguration({ resources }: Pick<Deployed, "resources">): string {
  const declared = resources.filter(({ type, custom }) => custom && type.startsWith("aws:"));
  const references = new References(declared);
  return declared
    .map((resource) => {
      const { type, name, inputs } = resource;
      const resolve = (value: string, argument: string) => references.resolve(value, argument, resource);
      return block(`resource "${terraformType(type)}" "${labelOf(name)}"`, inputs as object, resolve);
    })
    .join("\n");
}

type Resolve = (value: string, argument: string) => string;

const block = (head: string, inputs: object, resolve: Resolve): string =>
  `${head} {\n${Object.entries(inputs)
    .map(([name, value]) => argument(name, value, resolve))
    .join("")}}\n`;

function argument(name: string, value: unknown, resolve: Resolve): string {
  const terraformName = terraformArgument(name, value);
  if (DOCUMENTS.has(name)) return `${terraformName} = jsonencode(${asText(value)})\n`;
  if (MAPS.has(name)) return `${terraformName} = ${JSON.stringify(value)}\n`;
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  if (items.every(isObject)) return items.map((item) => block(terraformName, item, resolve)).join("");
  const resolved = items.map((item) => (typeof item === "string" ? resolve(item, name) : item));
  return `${terraformName} = ${JSON.stringify(Array.isArray(value) ? resolved : resolved[0])}\n`;
}

const asText = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
