import { setTimeout } from "node:timers/promises";
import type { Propagation } from "../annotations";
import type { ApplyOptions, Cluster, CreateOptions, WaitOptions } from "../cluster";
import { ApiError, isNamespaceMissing, NotReady } from "../errors";
import { type KubeObject, type ObjectRef, refOf, textAt } from "../object";
import type { ApiClient } from "./client";
import { Discovery } from "./discovery";
import { LiveList } from "./liveList";
import { CREATOR, handOver, hasCreatorFields } from "./managers";
import { ReadinessWatch } from "./readiness";
import { waitUntil } from "./wait";

/** Pauses before a creation is tried again whose namespace or kind is not there yet, in milliseconds. */
const RETRY_MS = [1000, 2000, 4000, 8000, 16_000];
/** Misspelt and repeated fields are errors, not warnings. */
const STRICT = { fieldValidation: "Strict" };

/** A cluster behind an API server. */
export class ApiCluster implements Cluster {
  private readonly discovery: Discovery;

  constructor(private readonly client: ApiClient) {
    this.discovery = new Discovery(client);
  }

  async isNamespaced(apiVersion: string, kind: string): Promise<boolean | undefined> {
    return (await this.discovery.kind(apiVersion, kind))?.namespaced;
  }

  async create(object: KubeObject, { dryRun }: CreateOptions): Promise<KubeObject> {
    const query = { fieldManager: CREATOR, ...STRICT, ...dryRunQuery(dryRun) };
    for (const pause of [...RETRY_MS, undefined]) {
      try {
        const path = await this.discovery.path({ ...refOf(object), name: "" });
        return await this.client.call("POST", path, { query, body: object });
      } catch (error) {
        const mayComeYet = error instanceof ApiError && error.code === 404;
        if (!mayComeYet || pause === undefined || (dryRun && isNamespaceMissing(error))) throw error;
        await setTimeout(pause);
      }
    }
    throw new Error("unreachable");
  }

  async apply(object: KubeObject, { dryRun, fieldManager, force }: ApplyOptions): Promise<KubeObject> {
    const ref = refOf(object);
    const path = await this.discovery.path(ref);
    const live = await this.read(ref);
    const created = live !== undefined && hasCreatorFields(live);
    if (created && !dryRun) await this.handOver(path, live, fieldManager);
    const query = {
      fieldManager,
      force: String(force || (created && dryRun)),
      ...STRICT,
      ...dryRunQuery(dryRun),
    };
    return this.client.call("PATCH", path, {
      query,
      body: object,
      contentType: "application/apply-patch+yaml",
    });
  }

  async read(ref: ObjectRef): Promise<KubeObject | undefined> {
    try {
      return await this.client.call("GET", await this.discovery.path(ref));
    } catch (error) {
      if (error instanceof ApiError && error.code === 404) return undefined;
      throw error;
    }
  }

  async remove(ref: ObjectRef, propagationPolicy: Propagation): Promise<void> {
    const body = { apiVersion: "v1", kind: "DeleteOptions", propagationPolicy };
    try {
      await this.client.call("DELETE", await this.discovery.path(ref), { body });
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 404)) throw error;
    }
  }

  async untilReady(
    object: KubeObject,
    previous: KubeObject | undefined,
    options: WaitOptions,
  ): Promise<KubeObject> {
    const watch = await ReadinessWatch.for(this.client, this.discovery, object, previous);
    return watch ? watch.untilReady(options) : object;
  }

  async unreadiness(object: KubeObject): Promise<string[]> {
    const watch = await ReadinessWatch.for(this.client, this.discovery, object);
    return watch ? watch.unreadiness() : [];
  }

  async untilGone(ref: ObjectRef, options: WaitOptions): Promise<void> {
    const last = await this.read(ref);
    if (!last) return;
    const uid = textAt(last, "metadata", "uid");
    let listed = false;
    let changed: () => void = () => undefined;
    const path = await this.discovery.path({ ...ref, name: "" });
    const list = new LiveList(this.client, path, { fieldSelector: `metadata.name=${ref.name}` }, () => {
      listed = true;
      changed();
    });
    const follow = (signal: AbortSignal, notify: () => void): Promise<void> => {
      changed = notify;
      return list.follow(signal);
    };
    const isThere = (): boolean =>
      !listed || list.all.some((object) => textAt(object, "metadata", "uid") === uid);
    const assess = () => ({
      ready: !isThere(),
      reasons: [],
      status: `Waiting for ${ref.kind} to be deleted`,
    });
    const outcome = await waitUntil({ follow }, assess, () => 0, options);
    if (outcome === "ready") return;
    const finalizers = JSON.stringify((await this.read(ref))?.metadata ?? {});
    throw new NotReady(`${ref.kind} ${ref.name} was not deleted in time`, [finalizers], last);
  }

  // The API server knows better than the engine what exists.
  recall(): void {
    return;
  }

  /** What the object was created with becomes the applying manager's, so that it can also take fields away. */
  private async handOver(path: string, live: KubeObject, fieldManager: string): Promise<void> {
    const body = [
      { op: "replace", path: "/metadata/managedFields", value: handOver(live, fieldManager) },
      {
        op: "replace",
        path: "/metadata/resourceVersion",
        value: textAt(live, "metadata", "resourceVersion") ?? "",
      },
    ];
    await this.client.call("PATCH", path, { body, contentType: "application/json-patch+json" });
  }
}

function dryRunQuery(dryRun: boolean): Record<string, string> {
  return dryRun ? { dryRun: "All" } : {};
}
