import { awsOutputs } from "../../unit/awsStubs";
import type { Declared } from "../../unit/harness";
import { snakeCase, terraformAddress } from "./names";

/** What tells a resource from all others, or from those of its kind. */
const OUTPUTS = ["id", "arn", "name"] as const;

interface Source {
  readonly resource: Declared;
  readonly output: (typeof OUTPUTS)[number];
}

/** Finds which resource a value came from; rules that follow connections need to be told. */
export class References {
  private readonly sources = new Map<string, Source[]>();

  constructor(resources: readonly Declared[]) {
    for (const resource of resources) {
      const { type, name, inputs } = resource;
      const outputs: Record<string, unknown> = {
        ...inputs,
        ...awsOutputs(type, name, inputs),
        id: `${name}-id`,
      };
      for (const output of OUTPUTS) {
        const value = outputs[output];
        if (typeof value === "string") this.add(value, { resource, output });
      }
    }
  }

  /**
   * Terraform's reference in place of a value, or the value itself where it came from nowhere.
   * Throws if several resources might be meant: the tests' ids are made of names alone, which types may share.
   */
  resolve(value: string, argument: string, from: Declared): string {
    const others = (this.sources.get(value) ?? []).filter(({ resource }) => resource !== from);
    const meant = others.filter(({ resource }) => isMeant(argument, resource));
    // A name is a word that may stand anywhere; ids and ARNs are not.
    const [found, ...rest] = meant.length > 0 ? meant : others.filter(({ output }) => output !== "name");
    if (rest.length > 0) {
      const candidates = [found, ...rest].map(({ resource }) => resource.type).join(" or ");
      throw new Error(
        `${argument} of ${from.type} "${from.name}" is ${value}, which may be the ${candidates}: name one of them differently.`,
      );
    }
    return found ? reference(found) : value;
  }

  private add(value: string, source: Source): void {
    this.sources.set(value, [...(this.sources.get(value) ?? []), source]);
  }
}

const reference = ({ resource: { type, name }, output }: Source) =>
  `\${${terraformAddress(type, name)}.${output}}`;

/** "gatewayId" means an InternetGateway, "subnetIds" a Subnet. */
function isMeant(argument: string, { type }: Declared): boolean {
  const thing = snakeCase(argument.replace(/(Id|Ids|Arn|Name)$/, ""));
  return `_${snakeCase(type.split(":")[2] ?? "")}`.endsWith(`_${thing}`);
}
