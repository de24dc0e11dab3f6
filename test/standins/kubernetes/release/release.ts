import { type ArgumentType, checkArguments } from "../../protocol/arguments";
import { differences, formatPath } from "../../protocol/difference";
import { InitializationFailure } from "../../protocol/failure";
import { uniqueName } from "../../protocol/naming";
import type {
  CheckCall,
  CheckResult,
  CreateCall,
  DeleteCall,
  DiffCall,
  DiffResult,
  ReadCall,
  ReadResult,
  Resource,
  UpdateCall,
} from "../../protocol/provider";
import { containsUnknown, type JsonObject, type Properties, textOf, toJson } from "../../protocol/value";
import { chartOf } from "./chart";
import type { Releases } from "./releases";

export const RELEASE = "kubernetes:helm.sh/v3:Release";

const TEXTS = ["chart", "name", "namespace", "version", "description", "keyring", "postrender"];
const FLAGS = [
  ...["atomic", "cleanupOnFail", "createNamespace", "dependencyUpdate", "devel", "disableCRDHooks"],
  ...[
    "disableOpenapiValidation",
    "disableWebhooks",
    "forceUpdate",
    "lint",
    "recreatePods",
    "renderSubchartNotes",
  ],
  ...[
    "replace",
    "resetValues",
    "reuseValues",
    "skipAwait",
    "skipCrds",
    "takeOwnership",
    "verify",
    "waitForJobs",
  ],
];
const ARGUMENTS: Record<string, ArgumentType> = {
  ...Object.fromEntries(TEXTS.map((name) => [name, "string"])),
  ...Object.fromEntries(FLAGS.map((name) => [name, "boolean"])),
  ...{ timeout: "number", maxHistory: "number", values: "object", repositoryOpts: "object" },
  ...{ valueYamlFiles: "list", manifest: "object", resourceNames: "object", compat: "string" },
  allowNullValues: "boolean",
};

/** Arguments of the real provider that the stand-in would ignore: refused, so that none is relied on. */
const WITHOUT_EFFECT = ["postrender", "valueYamlFiles", "keyring", "verify", "lint", "devel", "manifest"];

/** Seconds that Helm waits for a release's objects when nothing is said. */
const DEFAULT_TIMEOUT = 300;

/** A chart installed with Helm; its objects are Helm's, not the engine's. */
export class ReleaseResource implements Resource {
  constructor(
    private readonly releases: () => Releases,
    private readonly defaultNamespace: string,
  ) {}

  check({ name, olds, news, randomSeed }: CheckCall): Promise<CheckResult> {
    const failures = checkArguments(news, ARGUMENTS, ["chart"]);
    for (const property of WITHOUT_EFFECT.filter((argument) => news[argument] !== undefined)) {
      failures.push({ property, reason: `"${property}" is not supported by the stand-in` });
    }
    const inputs: Properties = {
      ...news,
      name: news.name ?? olds.name ?? uniqueName(name, randomSeed),
      namespace: news.namespace ?? this.defaultNamespace,
      timeout: news.timeout ?? DEFAULT_TIMEOUT,
    };
    // As the real one: the chart is looked up in each preview, so that a wrong version shows there.
    if (failures.length === 0 && !containsUnknown(inputs)) {
      const { version } = chartOf(toJson(inputs));
      if (version !== undefined) inputs.version = version;
    }
    return Promise.resolve({ inputs, failures });
  }

  diff({ oldInputs, news, ignoreChanges }: DiffCall): Promise<DiffResult> {
    const changes = differences(oldInputs, news)
      .map(({ path, kind }) => ({
        path: formatPath(path),
        kind,
        replaces: ["name", "namespace"].includes(String(path[0])),
      }))
      .filter(({ path }) => !ignoreChanges.includes(path));
    return Promise.resolve({ changes });
  }

  async create({ news, preview, log }: CreateCall): Promise<{ id: string; state: Properties }> {
    const id = `${textOf(news.namespace)}/${textOf(news.name)}`;
    if (preview || containsUnknown(news)) return { id: preview ? "" : id, state: news };
    const inputs = toJson(news);
    const failure = await this.releases()
      .install(inputs, log)
      .catch((error: Error) => error);
    return { id, state: await this.outcome(id, inputs, failure ?? undefined) };
  }

  async update({ id, news, preview, log }: UpdateCall): Promise<Properties> {
    if (preview || containsUnknown(news)) return news;
    const inputs = toJson(news);
    const failure = await this.releases()
      .upgrade(inputs, log)
      .catch((error: Error) => error);
    return this.outcome(id, inputs, failure ?? undefined);
  }

  async read({ id, inputs, state }: ReadCall): Promise<ReadResult> {
    const [namespace, name] = id.split("/") as [string, string];
    const status = await this.releases().status(namespace, name, state);
    return status && { id, inputs, state: { ...state, status } };
  }

  async delete({ state }: DeleteCall): Promise<void> {
    await this.releases().uninstall(toJson(state));
  }

  /** What is recorded: the release as it stands; a failed one is recorded too, so that the next run mends it. */
  private async outcome(id: string, inputs: JsonObject, failure: Error | undefined): Promise<Properties> {
    const { namespace, name } = inputs as { namespace: string; name: string };
    const status = await this.releases().status(namespace, name, inputs);
    if (failure && !status) throw failure;
    const state: Properties = { ...inputs, ...(status ? { status } : {}) };
    if (failure) throw new InitializationFailure(id, state, failure.message);
    return { ...state, resourceNames: await this.releases().resourceNames(namespace, name) };
  }
}
