import { InitializationFailure } from "../protocol/failure";
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
} from "../protocol/provider";
import {
  containsUnknown,
  isProperties,
  type JsonObject,
  type Properties,
  reveal,
  toJson,
} from "../protocol/value";
import { uniqueName } from "../protocol/naming";
import type { ClusterAccess } from "./access";
import {
  forcesPatch,
  propagation,
  refuseUnsupported,
  replacesUnready,
  skipsAwait,
  timeoutSeconds,
} from "./annotations";
import { named } from "./autoname";
import { fromState, markSecrets, toState } from "./checkpoint";
import type { Cluster } from "./cluster";
import { ApiError, isNamespaceMissing, NotReady } from "./errors";
import { idOf, type KubeObject, parseId, refOf } from "./object";
import { diffObject } from "./objectDiff";
import { normalize } from "./normalize";
import { prune } from "./prune";
import type { Settings } from "./settings";
import { isUsuallyNamespaced, kindOfToken } from "./token";

/** Kinds that are deleted without waiting when they skip the await. */
const DELETED_WITHOUT_WAIT = [
  "Namespace",
  "Pod",
  "ReplicationController",
  "DaemonSet",
  "Deployment",
  "StatefulSet",
  "Job",
];

/** Any object of the Kubernetes API. */
export class KubeObjectResource implements Resource {
  constructor(
    private readonly access: ClusterAccess,
    private readonly settings: Settings,
    /** Namespace for objects that name none. */
    private readonly defaultNamespace: string,
  ) {}

  async check({ type, name, olds, news, randomSeed, log }: CheckCall): Promise<CheckResult> {
    const { apiVersion, kind } = kindOfToken(type);
    if (!this.access.optional && this.settings.skipUpdateUnreachable) {
      log.warning("Cluster is unreachable but skipUpdateUnreachable flag is set to true, skipping...");
      return { inputs: olds };
    }
    let inputs = normalize(reveal(news) as Properties);
    if (inputs.apiVersion !== apiVersion || inputs.kind !== kind) {
      throw new Error(`${type} must have apiVersion ${apiVersion} and kind ${kind}: the SDK sets both`);
    }
    inputs = named(inputs, toJson(olds), name, randomSeed);
    const namespaced =
      (await this.access.optional?.isNamespaced(apiVersion, kind)) ?? isUsuallyNamespaced(kind);
    if (namespaced) inputs = this.inDefaultNamespace(inputs);
    if (!containsUnknown(inputs)) refuseUnsupported(toJson(inputs));
    return { inputs: markSecrets(inputs, news) };
  }

  async diff({ type, olds, news, ignoreChanges, log }: DiffCall): Promise<DiffResult> {
    const { apiVersion, kind } = kindOfToken(type);
    const { live, inputs: oldInputs } = fromState(olds);
    const cluster = this.access.optional;
    cluster?.recall(live);
    const { enableSecretMutable: secrets, enableConfigMapMutable: configMaps } = this.settings;
    const plain = reveal(news) as Properties;
    const result = diffObject({
      live,
      oldInputs,
      news: plain,
      namespaced: (await cluster?.isNamespaced(apiVersion, kind)) ?? isUsuallyNamespaced(kind),
      ignoreChanges,
      mutable: { secrets, configMaps },
    });
    if (!replacesUnready(toJson(plain))) return result;
    if (kind !== "Job" || !cluster) {
      log.warning("replaceUnready annotation has no effect here: it needs a Job and a reachable cluster");
      return result;
    }
    const current = await cluster.read(refOf(live));
    const ready = !current || (await cluster.unreadiness(current)).length === 0;
    const path = 'metadata.annotations["pulumi.com/replaceUnready"]';
    return ready
      ? result
      : { ...result, changes: [...result.changes, { path, kind: "update", replaces: true }] };
  }

  async create({ type, news, preview, timeoutSeconds: seconds, log, cancelled }: CreateCall): Promise<{
    id: string;
    state: Properties;
  }> {
    const echo = { id: "", state: news };
    const cluster = preview ? this.access.optional : this.access.required;
    if (!cluster || (preview && !(await this.canPreview(cluster, news)))) return echo;
    const inputs = toJson(news);
    const fieldManager = uniqueName("pulumi-kubernetes", new Uint8Array());
    const made = await this.createObject(cluster, inputs, fieldManager, preview).catch((error: unknown) => {
      if (preview && isHarmlessInPreview(error)) return undefined;
      throw refusal(type, "creation", error);
    });
    if (!made) return echo;
    if (preview) return { id: "", state: toState(withoutStatus(made), inputs, news, fieldManager) };
    const options = { timeoutSeconds: timeoutSeconds(seconds, inputs), log, cancelled };
    const wait = skipsAwait(inputs) ? Promise.resolve(made) : cluster.untilReady(made, undefined, options);
    const live = await wait.catch((error: unknown) => {
      throw initializationFailure(error, `resource "${idOf(made)}" was successfully created, but`, (object) =>
        toState(object, inputs, news, fieldManager),
      );
    });
    return { id: idOf(live), state: toState(live, inputs, news, fieldManager) };
  }

  async update(call: UpdateCall): Promise<Properties> {
    const { type, olds, news, preview, log, cancelled } = call;
    const cluster = preview ? this.access.optional : this.access.required;
    if (!cluster || (preview && !(await this.canPreview(cluster, news)))) return news;
    const { live: old, fieldManager: manager } = fromState(olds);
    cluster.recall(old);
    const fieldManager = manager ?? uniqueName("pulumi-kubernetes", new Uint8Array());
    const inputs = toJson(normalize(reveal(news) as Properties));
    const previous = await cluster.read(refOf(old));
    if (!previous)
      throw new Error(`update of "${idOf(old)}" failed: it is not in the cluster; run pulumi refresh`);
    const force = forcesPatch(inputs) || this.settings.enablePatchForce;
    const asked = withIgnored(inputs, previous, call.ignoreChanges);
    const applied = await cluster
      .apply(asked, { dryRun: preview, fieldManager, force })
      .catch((error: unknown) => {
        throw refusal(type, "update", error);
      });
    if (preview) return toState(applied, inputs, news, fieldManager);
    const options = { timeoutSeconds: timeoutSeconds(call.timeoutSeconds, inputs), log, cancelled };
    const wait = skipsAwait(inputs)
      ? Promise.resolve(applied)
      : cluster.untilReady(applied, previous, options);
    const live = await wait.catch((error: unknown) => {
      throw initializationFailure(
        error,
        `the Kubernetes API server reported that "${idOf(applied)}"`,
        (object) => toState(object, inputs, news, fieldManager),
      );
    });
    return toState(live, inputs, news, fieldManager);
  }

  async read({ type, id, inputs, state, log }: ReadCall): Promise<ReadResult> {
    const cluster = this.access.optional;
    if (!cluster) return this.readUnreachable({ id, inputs, state, log });
    const { live: old, inputs: lastInputs, fieldManager } = fromState(state);
    const known = Object.keys(old).length > 0;
    if (known) cluster.recall(old);
    const live = await cluster.read({ ...kindOfToken(type), ...parseId(id) });
    if (!live) return undefined;
    const oldInputs = Object.keys(inputs).length > 0 ? toJson(inputs) : lastInputs;
    const liveInputs = known ? prune(live, normalize(oldInputs) as JsonObject) : withoutStatus(live);
    const manager = fieldManager ?? uniqueName("pulumi-kubernetes", new Uint8Array());
    const result = {
      id,
      inputs: markSecrets(liveInputs, inputs),
      state: toState(live, liveInputs, inputs, manager),
    };
    const reasons = known && !skipsAwait(oldInputs) ? await cluster.unreadiness(live) : [];
    if (reasons.length === 0) return result;
    const message = `Resource '${idOf(live)}' was created but failed to initialize`;
    throw new InitializationFailure(id, result.state, message, reasons, result.inputs);
  }

  async delete({ type, id, state, timeoutSeconds: seconds, log, cancelled }: DeleteCall): Promise<void> {
    const { live, inputs } = fromState(state);
    const cluster = this.access.optional;
    if (!cluster) return this.deleteUnreachable(log);
    const ref = { ...refOf(live), ...kindOfToken(type), ...parseId(id) };
    cluster.recall(live);
    await cluster.remove(ref, propagation(inputs));
    if (skipsAwait(inputs) && DELETED_WITHOUT_WAIT.includes(ref.kind)) return;
    await cluster.untilGone(ref, { timeoutSeconds: timeoutSeconds(seconds, inputs), log, cancelled });
  }

  private inDefaultNamespace(inputs: Properties): Properties {
    const { metadata } = inputs;
    if (!isProperties(metadata) || metadata.namespace !== undefined) return inputs;
    return { ...inputs, metadata: { ...metadata, namespace: this.defaultNamespace } };
  }

  private async canPreview(cluster: Cluster, news: Properties): Promise<boolean> {
    if (containsUnknown(news)) return false;
    const { apiVersion, kind } = refOf(toJson(news));
    return (await cluster.isNamespaced(apiVersion, kind)) !== undefined;
  }

  private async createObject(
    cluster: Cluster,
    inputs: JsonObject,
    fieldManager: string,
    dryRun: boolean,
  ): Promise<KubeObject> {
    if (!this.settings.upsertExistingObjects) return cluster.create(inputs, { dryRun });
    const force = dryRun || forcesPatch(inputs) || this.settings.enablePatchForce;
    return cluster.apply(inputs, { dryRun, fieldManager, force });
  }

  private readUnreachable({
    id,
    inputs,
    state,
    log,
  }: Pick<ReadCall, "id" | "inputs" | "state" | "log">): ReadResult {
    log.warning(`configured Kubernetes cluster is unreachable: ${this.access.unreachable}`);
    if (this.settings.deleteUnreachable) return undefined;
    if (this.settings.skipUpdateUnreachable) return { id, inputs, state };
    throw new Error(
      "failed to read resource state due to unreachable cluster. If the cluster was deleted, you can remove this " +
        'resource from Pulumi state by rerunning the operation with PULUMI_K8S_DELETE_UNREACHABLE set to "true"',
    );
  }

  private deleteUnreachable(log: DeleteCall["log"]): void {
    log.warning(`configured Kubernetes cluster is unreachable: ${this.access.unreachable}`);
    if (this.settings.deleteUnreachable) return;
    throw new Error(
      "configured Kubernetes cluster is unreachable. If the cluster was deleted, you can remove this resource from " +
        'Pulumi state by rerunning the operation with PULUMI_K8S_DELETE_UNREACHABLE set to "true"',
    );
  }
}

/** A preview cannot know what the update will have made by then. */
function isHarmlessInPreview(error: unknown): boolean {
  if (isNamespaceMissing(error)) return true;
  return error instanceof ApiError && ["AlreadyExists", "Forbidden"].includes(error.reason);
}

function refusal(type: string, operation: string, error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const exists = error instanceof ApiError && error.reason === "AlreadyExists";
  const advice = exists
    ? "\nThe resource already exists in the cluster: import it, delete it, or set upsertExistingObjects on the provider"
    : "";
  return new Error(`${operation} of ${type} refused by the Kubernetes API server: ${message}${advice}`, {
    cause: error,
  });
}

function initializationFailure(
  error: unknown,
  subject: string,
  stateOf: (live: KubeObject) => Properties,
): unknown {
  if (!(error instanceof NotReady)) return error;
  const { object, message, reasons } = error;
  const text = `${subject} failed to fully initialize or become live: ${message}`;
  return new InitializationFailure(idOf(object), stateOf(object), text, reasons);
}

/** Keeps the live value of fields whose changes the program ignores. */
function withIgnored(inputs: JsonObject, live: KubeObject, ignoreChanges: string[]): JsonObject {
  const result = structuredClone(inputs);
  for (const ignored of ignoreChanges) {
    const path = ignored.split(".");
    const key = path.pop() ?? "";
    const source = path.reduce<JsonObject | undefined>(
      (found, step) => found?.[step] as JsonObject | undefined,
      live,
    );
    const target = path.reduce<JsonObject | undefined>(
      (found, step) => found?.[step] as JsonObject | undefined,
      result,
    );
    if (!target) continue;
    if (source?.[key] === undefined) delete target[key];
    else target[key] = source[key];
  }
  return result;
}

function withoutStatus(object: KubeObject): KubeObject {
  const others = { ...object };
  delete others.status;
  return others;
}
