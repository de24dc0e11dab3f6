import { randomUUID } from "node:crypto";
import { isJsonObject, type Json, type JsonObject } from "../../protocol/value";
import type { ApplyOptions, Cluster, CreateOptions } from "../cluster";
import { ApiError, NotReady } from "../errors";
import { at, type KubeObject, nameOf, namespaceOf, type ObjectRef, refOf } from "../object";
import { withEncodedSecret } from "../normalize";
import { isUsuallyNamespaced } from "../token";
import type { Models } from "./models";
import { podSecurityViolations } from "./rules/podSecurity";
import { withStatus } from "./status";
import type { ObjectStore } from "./store";
import { validate } from "./validate";

/** Namespaces that every cluster has. */
const GIVEN_NAMESPACES = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** A cluster that accepts and refuses like a real one and is ready at once. */
export class MemoryCluster implements Cluster {
  constructor(
    private readonly store: ObjectStore,
    private readonly models: Models,
  ) {}

  isNamespaced(_apiVersion: string, kind: string): Promise<boolean> {
    return Promise.resolve(isUsuallyNamespaced(kind));
  }

  create(object: KubeObject, { dryRun }: CreateOptions): Promise<KubeObject> {
    const ref = refOf(object);
    return Promise.resolve().then(() => {
      validate(this.models, object);
      this.requireNamespace(object);
      if (this.store.get(ref)) throw alreadyExists(ref);
      return this.keep(withStatus(withIdentity(object)), dryRun);
    });
  }

  apply(object: KubeObject, { dryRun }: ApplyOptions): Promise<KubeObject> {
    const old = this.store.get(refOf(object));
    if (!old) return this.create(object, { dryRun });
    return Promise.resolve().then(() => {
      validate(this.models, object, old);
      return this.keep(withStatus(merged(object, old)), dryRun);
    });
  }

  read(ref: ObjectRef): Promise<KubeObject | undefined> {
    return Promise.resolve(this.store.get(ref));
  }

  remove(ref: ObjectRef): Promise<void> {
    this.store.remove(ref);
    if (ref.kind === "Namespace") {
      const inside = this.store.all().filter((object) => namespaceOf(object) === ref.name);
      inside.forEach((object) => this.store.remove(refOf(object)));
    }
    return Promise.resolve();
  }

  async untilReady(object: KubeObject): Promise<KubeObject> {
    const reasons = await this.unreadiness(object);
    if (reasons.length === 0) return object;
    throw new NotReady(`'${nameOf(object)}' timed out waiting to be Ready`, reasons, object);
  }

  untilGone(): Promise<void> {
    return Promise.resolve();
  }

  /** Pods that their namespace does not let in are the one thing that keeps an object from being ready. */
  unreadiness(object: KubeObject): Promise<string[]> {
    const namespace = this.store.get({
      apiVersion: "v1",
      kind: "Namespace",
      name: namespaceOf(object) ?? "",
    });
    return Promise.resolve(podSecurityViolations(namespace, at(object, "spec", "template", "spec")));
  }

  recall(object: KubeObject): void {
    this.store.recall(object);
  }

  private keep(object: KubeObject, dryRun: boolean): KubeObject {
    if (!dryRun) this.store.put(object);
    return object;
  }

  /** Only a complete store knows that a namespace is missing. */
  private requireNamespace(object: KubeObject): void {
    const namespace = namespaceOf(object);
    if (namespace === undefined || !this.store.isComplete || GIVEN_NAMESPACES.includes(namespace)) return;
    if (this.store.get({ apiVersion: "v1", kind: "Namespace", name: namespace })) return;
    throw new ApiError(404, "NotFound", `namespaces "${namespace}" not found`, "namespaces");
  }
}

/** Server-side apply by one manager: what it no longer names goes, what the cluster or an autoscaler added stays. */
function merged(named: KubeObject, old: KubeObject): KubeObject {
  const object = withReplicasOf(old, named);
  const metadata = object.metadata as JsonObject;
  const { uid, creationTimestamp, resourceVersion, generation } = old.metadata as JsonObject;
  const changed = JSON.stringify(object.spec ?? null) !== JSON.stringify(specOf(old, object));
  return {
    ...(withEncodedSecret(object) as KubeObject),
    metadata: {
      ...metadata,
      uid,
      creationTimestamp,
      resourceVersion: String(Number(resourceVersion ?? 0) + 1),
      generation: Number(generation ?? 1) + (changed ? 1 : 0),
    },
  };
}

/** The number of pods belongs to the autoscaler where the manager names none. */
function withReplicasOf(old: KubeObject, object: KubeObject): KubeObject {
  const replicas = at(old, "spec", "replicas");
  if (replicas === undefined || !isJsonObject(object.spec)) return object;
  return { ...object, spec: { replicas, ...object.spec } };
}

function specOf(old: KubeObject, now: KubeObject): Json {
  return isJsonObject(now.spec) ? (old.spec ?? null) : null;
}

function withIdentity(object: KubeObject): KubeObject {
  const identity = {
    uid: randomUUID(),
    creationTimestamp: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    resourceVersion: "1",
    generation: 1,
  };
  return {
    ...(withEncodedSecret(object) as KubeObject),
    metadata: { ...(object.metadata as JsonObject), ...identity },
  };
}

function alreadyExists({ kind, name }: ObjectRef): ApiError {
  return new ApiError(409, "AlreadyExists", `${kind} "${name}" already exists`);
}
