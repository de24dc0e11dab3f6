import { type ArgumentType, checkArguments } from "../protocol/arguments";
import type { CheckCall, CheckFailure, CheckResult } from "../protocol/provider";
import {
  isList,
  isProperties,
  isTrue,
  type Properties,
  reveal,
  textOf,
  Unknown,
  type Value,
} from "../protocol/value";
import { type Build, buildOf, isUnresolved, MACHINE_PLATFORM, requireSources } from "./build";
import { contextDigest } from "./context";
import { requireQualified } from "./reference";

const ARGUMENTS: Record<string, ArgumentType> = {
  imageName: "string",
  build: "object",
  buildOnPreview: "boolean",
  skipPush: "boolean",
  registry: "object",
};
const BUILD_ARGUMENTS: Record<string, ArgumentType> = {
  addHosts: "list",
  args: "object",
  builderVersion: "string",
  cacheFrom: "object",
  context: "string",
  dockerfile: "string",
  network: "string",
  platform: "string",
  target: "string",
};
const REGISTRY_ARGUMENTS: Record<string, ArgumentType> = {
  server: "string",
  username: "string",
  password: "string",
};

/** Looks at the sources, also in a preview, and records their digest, so that a changed file is a difference. */
export function checkImage({ news, log }: CheckCall): CheckResult {
  const inputs = withoutNulls(news);
  const failures = wrongArguments(inputs);
  if (failures.length > 0) return { inputs, failures };
  const build = isProperties(inputs.build) ? { ...inputs.build } : {};
  if (build.platform === undefined) {
    build.platform = MACHINE_PLATFORM;
    log.info(`Building your image for ${MACHINE_PLATFORM}. Set \`platform\` to build for another one.`);
  }
  if (!isUnresolved(inputs.build)) Object.assign(build, digested(buildOf(inputs.build)));
  if (!isTrue(inputs.skipPush) || cachedImages(build).length > 0) {
    const name = textOf(inputs.imageName);
    if (name !== undefined) requireQualified(name);
    cachedImages(build).forEach(requireQualified);
  }
  const buildOnPreview = inputs.buildOnPreview instanceof Unknown ? false : isTrue(inputs.buildOnPreview);
  const checked = inputs.build instanceof Unknown ? inputs.build : build;
  return { inputs: { ...inputs, buildOnPreview, build: checked } };
}

function digested(build: Build): Properties {
  requireSources(build);
  const { context, dockerfile } = build;
  return { context, dockerfile, contextDigest: contextDigest(context, dockerfile) };
}

function wrongArguments(inputs: Properties): CheckFailure[] {
  const nested = (name: string, known: Record<string, ArgumentType>): CheckFailure[] => {
    const value = inputs[name] === undefined ? undefined : reveal(inputs[name]);
    return isProperties(value) ? checkArguments(value, known) : [];
  };
  return [
    ...checkArguments(inputs, ARGUMENTS, ["imageName"]),
    ...nested("build", BUILD_ARGUMENTS),
    ...nested("registry", REGISTRY_ARGUMENTS),
  ];
}

function cachedImages(build: Properties): string[] {
  const cacheFrom = build.cacheFrom;
  if (!isProperties(cacheFrom)) return [];
  if (cacheFrom.images === undefined) throw new Error("cacheFrom requires an `images` field");
  return isList(cacheFrom.images) ? cacheFrom.images.filter((image) => typeof image === "string") : [];
}

function withoutNulls(properties: Properties): Properties {
  const clean = (value: Value): Value => (isProperties(value) ? withoutNulls(value) : value);
  const entries = Object.entries(properties).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, clean(value)]));
}
