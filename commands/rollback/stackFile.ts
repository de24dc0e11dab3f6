import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Document, parseDocument, Scalar } from "yaml";
import { Session } from "../../components/platform/aws/commandLine";
import { Failure } from "../failure";
import { ROOT } from "../local/settings";
import { ServiceName } from "../releases/deployed";

/** The configuration of a stack as git keeps it. Only pins are changed; all else, comments too, stays as it is. */
export class StackFile {
  readonly name: string;
  private readonly path: string;
  /** What the file held when it was opened. */
  private readonly original: string;
  private readonly document: Document;

  /** Throws a Failure if the file is missing or cannot be read. `stack` may have its organization before it. */
  constructor(stack: string, folder = ROOT) {
    this.name = `Pulumi.${stack.split("/").at(-1)}.yaml`;
    this.path = join(folder, this.name);
    if (!existsSync(this.path)) {
      throw new Failure(
        `${this.name}, the configuration of the stack, is missing in ${folder}: restore it from git.`,
      );
    }
    this.original = readFileSync(this.path, "utf8");
    // Without numbers and truth values: what Pulumi takes for a text, as 12345678e901, must stay as it is written.
    this.document = parseDocument(this.original, { schema: "failsafe" });
    const problem = this.document.errors.at(0)?.message.split("\n")[0];
    if (problem !== undefined) throw new Failure(`${this.name} is no valid YAML (${problem}): correct it.`);
  }

  /** What the sources of a service are; as in the program, "dockerfiles/SERVICE" without arguments unless it says otherwise. */
  sourcesOf(service: ServiceName): { context: string; buildArgs: Record<string, string> } {
    const { config } = this.document.toJS() as { config?: Record<string, Partial<Sources> | undefined> };
    const { context = `dockerfiles/${service}`, buildArgs = {} } = config?.[`blog:${service}`] ?? {};
    return { context, buildArgs };
  }

  /** Where in AWS the stack runs, and whose rights it takes; undefined on another platform. */
  get aws(): Session | undefined {
    const { config = {} } = this.document.toJS() as { config?: Record<string, unknown> };
    if (config["blog:platform"] !== "aws") return undefined;
    const { "aws:region": region, "aws:profile": profile } = config as Record<string, string | undefined>;
    if (region === undefined) {
      throw new Failure(
        `${this.name} does not say where in AWS the stack runs: set it with "pulumi config set aws:region <region>".`,
      );
    }
    return { region, ...(profile !== undefined && { profile: String(profile) }) };
  }

  /** The tag or digest that a service is held to. */
  pinOf(service: ServiceName): string | undefined {
    const pin = this.document.getIn(keyOf(service));
    return typeof pin === "string" ? pin : undefined;
  }

  /** Holds a service to an image, or with undefined lets it go; nothing is written yet. */
  pin(service: ServiceName, reference: string | undefined): void {
    const key = keyOf(service);
    if (reference !== undefined) this.document.setIn(key, scalarOf(reference));
    else this.document.deleteIn(key);
    const group = this.document.getIn(key.slice(0, -1)) as { items?: unknown[] } | undefined;
    if (reference === undefined && group?.items?.length === 0) this.document.deleteIn(key.slice(0, -1));
  }

  get text(): string {
    return textOf(this.document);
  }

  /** The same for one run that is to change the images of some services only. */
  textFor(services: readonly ServiceName[]): string {
    const copy = this.document.clone();
    copy.setIn(["config", "blog:only"], services);
    return textOf(copy);
  }

  /** Writes what was changed, in one piece. */
  save(): void {
    this.write(this.text);
  }

  /** Puts the file back as it was when it was opened. */
  restore(): void {
    this.write(this.original);
  }

  private write(text: string): void {
    const half = `${this.path}.new`;
    writeFileSync(half, text);
    renameSync(half, this.path);
  }
}

interface Sources {
  readonly context: string;
  readonly buildArgs: Record<string, string>;
}

/** In quotes where others would read a number. */
function scalarOf(reference: string): Scalar {
  const scalar = new Scalar(reference);
  if (/^[0-9e]+$/.test(reference)) scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

const textOf = (document: Document) => document.toString({ lineWidth: 0 });

const keyOf = (service: ServiceName) => ["config", `blog:${service}`, "tag"];
