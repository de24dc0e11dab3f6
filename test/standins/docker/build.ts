import { arch } from "node:process";
import { join } from "node:path";
import { existsSync, statSync } from "node:fs";
import { isProperties, type Properties, reveal, textOf, Unknown, type Value } from "../protocol/value";

/** What to build, with the defaults of the real provider. */
export interface Build {
  readonly context: string;
  /** As seen from the project's folder, not from the context. */
  readonly dockerfile: string;
  readonly platform: string;
  readonly args: Record<string, string>;
  readonly target?: string;
  readonly network?: string;
  readonly addHosts: string[];
  /** "1" is the legacy builder, "2" is BuildKit. */
  readonly builderVersion: "1" | "2";
}

const BUILDER_VERSIONS: Record<string, "1" | "2"> = { BuilderV1: "1", BuilderBuildKit: "2" };
export const MACHINE_PLATFORM = `linux/${arch === "x64" ? "amd64" : arch}`;

/** True when a part of the build that decides what is built is not known yet. */
export function isUnresolved(build: Value | undefined): boolean {
  if (build instanceof Unknown) return true;
  return isProperties(build) && (build.context instanceof Unknown || build.dockerfile instanceof Unknown);
}

export function buildOf(value: Value | undefined): Build {
  const plain = value === undefined ? {} : reveal(value);
  const build: Properties = isProperties(plain) ? plain : {};
  const context = textOf(build.context) ?? ".";
  return {
    context,
    dockerfile: textOf(build.dockerfile) ?? join(context, "Dockerfile"),
    platform: textOf(build.platform) ?? MACHINE_PLATFORM,
    args: textsOf(build.args),
    target: textOf(build.target),
    network: textOf(build.network),
    addHosts: Array.isArray(build.addHosts) ? build.addHosts.map(String) : [],
    builderVersion: builderVersionOf(textOf(build.builderVersion)),
  };
}

function builderVersionOf(name: string | undefined): "1" | "2" {
  if (name === undefined) return "2";
  if (!Object.hasOwn(BUILDER_VERSIONS, name)) {
    throw new Error(`invalid Docker Builder version "${name}": use BuilderBuildKit or BuilderV1`);
  }
  return BUILDER_VERSIONS[name];
}

function textsOf(value: Value | undefined): Record<string, string> {
  if (!isProperties(value)) return {};
  const known = Object.entries(value).flatMap(([key, item]) =>
    typeof item === "string" ? [[key, item]] : [],
  );
  return Object.fromEntries(known) as Record<string, string>;
}

/** Throws when the folder or the Dockerfile is missing, and says what was probably meant. */
export function requireSources({ context, dockerfile }: Build): void {
  if (!existsSync(dockerfile)) {
    const meant = join(context, dockerfile);
    if (existsSync(meant)) {
      throw new Error(
        `could not open dockerfile at relative path "${dockerfile}". Try setting \`dockerfile\` to "${meant}"`,
      );
    }
    throw new Error(`could not open dockerfile at relative path "${dockerfile}": no such file or directory`);
  }
  if (!existsSync(context) || !statSync(context).isDirectory()) {
    throw new Error(`unable to hash build context: "${context}" is not a directory`);
  }
}
