import type { Awaiter, Readiness } from "../await/awaiter";
import { needsPods } from "../await/service";
import { awaiterFor } from "../await/awaiters";
import type { WaitOptions } from "../cluster";
import { NotReady } from "../errors";
import { type KubeObject, nameOf, namespaceOf, numberAt, refOf, textAt } from "../object";
import type { ApiClient } from "./client";
import { diagnose } from "./diagnosis";
import type { Discovery } from "./discovery";
import { LiveList } from "./liveList";
import { type Outcome, waitUntil } from "./wait";

/** Follows an object and what decides about it until it is ready. */
export class ReadinessWatch {
  private changed: () => void = () => undefined;

  private constructor(
    private readonly client: ApiClient,
    private readonly awaiter: Awaiter,
    private object: KubeObject,
    private readonly previous: KubeObject | undefined,
    private readonly own: LiveList,
    private readonly related: Map<string, LiveList>,
  ) {}

  /** Undefined for kinds that are ready once they exist. */
  static async for(
    client: ApiClient,
    discovery: Discovery,
    object: KubeObject,
    previous?: KubeObject,
  ): Promise<ReadinessWatch | undefined> {
    const awaiter = awaiterFor(object);
    if (!awaiter) return undefined;
    const listOf = async (
      ref: { apiVersion: string; kind: string },
      query: Record<string, string>,
      all = false,
    ) => {
      const namespace = all ? undefined : namespaceOf(object);
      const path = await discovery.path({ ...ref, namespace, name: "" });
      return new LiveList(client, path, query, () => watch.changed());
    };
    const selector = { fieldSelector: `metadata.name=${nameOf(object)}` };
    const own = await listOf(refOf(object), selector);
    const related = new Map<string, LiveList>();
    for (const { apiVersion, kind, namespaced } of awaiter.related) {
      const query = kind === "Endpoints" ? selector : {};
      related.set(kind, await listOf({ apiVersion, kind }, query, namespaced === false));
    }
    const watch: ReadinessWatch = new ReadinessWatch(client, awaiter, object, previous, own, related);
    return watch;
  }

  async untilReady(options: WaitOptions): Promise<KubeObject> {
    const { settleMs = 0, maxSeconds = Infinity } = this.awaiter;
    const timeoutSeconds = Math.min(options.timeoutSeconds, maxSeconds);
    const settle = (): number =>
      textAt(this.object, "kind") === "Service" && !needsPods(this.object) ? 0 : settleMs;
    const follow = (signal: AbortSignal, changed: () => void): Promise<unknown> => {
      this.changed = changed;
      return Promise.all(this.lists.map((list) => list.follow(signal)));
    };
    const outcome = await waitUntil({ follow }, () => this.assess(), settle, { ...options, timeoutSeconds });
    if (outcome === "ready") return this.object;
    throw new NotReady(this.summary(outcome, timeoutSeconds), await this.reasons(), this.object);
  }

  /** Looks once; for a refresh. */
  async unreadiness(): Promise<string[]> {
    if (!this.awaiter.onRead) return [];
    await Promise.all(this.lists.map((list) => list.list()));
    const readiness = this.assess();
    return !readiness || readiness.ready ? [] : readiness.reasons;
  }

  private get lists(): LiveList[] {
    return [this.own, ...this.related.values()];
  }

  /** Undefined while only an older state of the object is known. */
  private assess(): Readiness | undefined {
    const [live] = this.own.all;
    const applied = numberAt(this.object, "metadata", "generation") ?? 0;
    if (!live || (numberAt(live, "metadata", "generation") ?? 0) < applied) return undefined;
    this.object = live;
    const of = (kind: string): KubeObject[] => this.related.get(kind)?.all ?? [];
    return this.awaiter.assess({ object: live, previous: this.previous, of });
  }

  private async reasons(): Promise<string[]> {
    const pods = this.related.get("Pod")?.all ?? [];
    const mine = pods.filter((pod) => this.assess()?.reasons.some((reason) => reason.includes(nameOf(pod))));
    return [...(this.assess()?.reasons ?? []), ...(await diagnose(this.client, mine))];
  }

  private summary(outcome: Outcome, timeoutSeconds: number): string {
    const name = nameOf(this.object);
    if (outcome === "timeout") return `'${name}' timed out waiting to be Ready (after ${timeoutSeconds} s)`;
    if (outcome === "cancelled") return `Resource operation was cancelled for "${name}"`;
    return `Resource '${name}' was created but failed to initialize`;
  }
}
