import { setTimeout } from "node:timers/promises";
import { isJsonObject, type JsonObject } from "../../protocol/value";
import { at, type KubeObject, listAt, textAt } from "../object";
import type { ApiClient } from "./client";

/** Pause before a broken watch is started again, in milliseconds. */
const RESTART_MS = 1000;
/** The server ends each watch after this time, in seconds. */
const WATCH_SECONDS = "300";

/** The objects behind one path, kept up to date until the signal fires. */
export class LiveList {
  private objects = new Map<string, KubeObject>();

  constructor(
    private readonly client: ApiClient,
    private readonly path: string,
    private readonly query: Record<string, string>,
    private readonly changed: () => void,
  ) {}

  get all(): KubeObject[] {
    return [...this.objects.values()];
  }

  /** Lists, then follows; resolves when the signal fires. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.watchFrom(await this.list(signal), signal);
      } catch {
        // Whoever waits has a time limit of their own, so a server that is away for a while is fine.
        await setTimeout(RESTART_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Lists once; returns the version of the list. */
  async list(signal?: AbortSignal): Promise<string> {
    const answer = await this.client.call("GET", this.path, { query: this.query, signal });
    // The items of a list leave out what the list already says.
    const type = { apiVersion: answer.apiVersion, kind: textAt(answer, "kind")?.replace(/List$/, "") ?? "" };
    const items = listAt(answer, "items").filter(isJsonObject);
    this.objects = new Map(items.map((item) => [uidOf(item), { ...type, ...item }]));
    this.changed();
    return textAt(answer, "metadata", "resourceVersion") ?? "";
  }

  private async watchFrom(resourceVersion: string, signal: AbortSignal): Promise<void> {
    const query = { ...this.query, watch: "true", resourceVersion, timeoutSeconds: WATCH_SECONDS };
    for await (const event of this.client.stream(this.path, query, signal)) {
      const object = at(event, "object") as JsonObject;
      if (event.type === "ERROR") return;
      if (event.type === "DELETED") this.objects.delete(uidOf(object));
      else this.objects.set(uidOf(object), object);
      this.changed();
    }
  }
}

function uidOf(object: KubeObject): string {
  return textAt(object, "metadata", "uid") ?? "";
}
