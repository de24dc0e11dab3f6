import { type ArgumentType, checkArguments } from "../../protocol/arguments";
import type { CheckFailure } from "../../protocol/provider";
import { isProperties, type Properties, reveal } from "../../protocol/value";

const TEXTS = ["chart", "compat", "description", "name", "namespace", "version"];
const FLAGS = [
  ...["allowNullValues", "atomic", "cleanupOnFail", "createNamespace", "dependencyUpdate", "disableCRDHooks"],
  ...["disableOpenapiValidation", "disableWebhooks", "forceUpdate", "recreatePods", "renderSubchartNotes"],
  ...["replace", "resetValues", "reuseValues", "skipAwait", "skipCrds", "takeOwnership", "waitForJobs"],
];
/** Arguments of the real provider that the stand-in would ignore: refused, so that nobody relies on them. */
const UNSUPPORTED = [
  "devel",
  "keyring",
  "lint",
  "manifest",
  "postrender",
  "resourceNames",
  "valueYamlFiles",
  "verify",
];

const ARGUMENTS: Record<string, ArgumentType> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, "string" as const])),
  ...Object.fromEntries(FLAGS.map((name) => [name, "boolean" as const])),
  maxHistory: "number",
  repositoryOpts: "object",
  timeout: "number",
  values: "object",
};
const REPOSITORY_ARGUMENTS: Record<string, ArgumentType> = {
  repo: "string",
  username: "string",
  password: "string",
  caFile: "string",
  certFile: "string",
  keyFile: "string",
};

export function wrongArguments(news: Properties): CheckFailure[] {
  const unsupported = UNSUPPORTED.filter((name) => news[name] !== undefined);
  const others = Object.fromEntries(Object.entries(news).filter(([name]) => !unsupported.includes(name)));
  const repository = news.repositoryOpts === undefined ? {} : reveal(news.repositoryOpts);
  return [
    ...unsupported.map((property) => ({
      property,
      reason: `"${property}" is not supported by the stand-in`,
    })),
    ...checkArguments(others, ARGUMENTS, ["chart"]),
    ...(isProperties(repository) ? checkArguments(repository, REPOSITORY_ARGUMENTS) : []),
  ];
}
