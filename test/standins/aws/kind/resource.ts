import { InitializationFailure } from "../../protocol/failure";
import type {
  Call,
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
import { type Properties, reveal, toJson } from "../../protocol/value";
import type { Account } from "../account/account";
import { checkProperties } from "../schema/check";
import { compareProperties } from "../schema/compare";
import { plannedCreate, plannedUpdate } from "../schema/plan";
import { inputsFrom, settle } from "../schema/settle";
import { completeInputs } from "./inputs";
import type { Args, Kind, Work } from "./kind";
import { ownTags, tagChange } from "./tagging";

const DEFAULT_SECONDS = 600;

/** Turns what the engine asks for into the calls of a kind. */
export class KindResource implements Resource {
  constructor(
    private readonly kind: Kind,
    private readonly account: Account,
  ) {}

  check(call: CheckCall): Promise<CheckResult> {
    const { properties, defaulted } = completeInputs(this.kind, this.account, call);
    const failures = checkProperties(this.kind.schema, properties);
    if (failures.length === 0) {
      const broken = this.kind.rules?.(properties);
      if (broken) failures.push({ reason: broken });
    }
    return Promise.resolve({ inputs: { ...properties, __defaults: defaulted }, failures });
  }

  diff({ olds, news }: DiffCall): Promise<DiffResult> {
    const { kind } = this;
    const [before, after] = [reveal(olds) as Properties, reveal(news) as Properties];
    const replaced = kind.replaces?.(before, after) ?? [];
    const changes = compareProperties(kind.schema, before, after).map((change) => ({
      ...change,
      replaces: change.replaces || replaced.includes(topLevel(change.path)),
    }));
    const replaces = changes.some((change) => change.replaces);
    return Promise.resolve({ changes, deleteBeforeReplace: replaces && this.excludesOld(after) });
  }

  async create(call: CreateCall): Promise<{ id: string; state: Properties }> {
    if (call.preview) return { id: "", state: plannedCreate(this.kind.schema, call.news) };
    const news = toJson(call.news);
    const work = this.work(call, news, call.timeoutSeconds || this.kind.limits?.create);
    const id = await this.saying("creating", news, this.kind.create(work, news));
    try {
      await this.saying("creating", news, this.kind.finish?.(work, id, news));
      return { id, state: await this.present(work, id, news) };
    } catch (error) {
      throw await this.unfinished(error, work, id, news);
    }
  }

  async read(call: ReadCall): Promise<ReadResult> {
    const prior = toJson({ ...call.inputs, ...call.state });
    const work = this.work(call, prior, undefined);
    const state = await this.saying("reading", prior, this.state(work, call.id, prior));
    if (!state) return undefined;
    return {
      id: call.id,
      inputs: inputsFrom(this.kind.schema, reveal(call.inputs) as Properties, state),
      state,
    };
  }

  async update(call: UpdateCall): Promise<Properties> {
    if (call.preview) return plannedUpdate(this.kind.schema, reveal(call.olds) as Properties, call.news);
    const { kind } = this;
    const { id } = call;
    const [olds, news] = [toJson(call.olds), toJson(call.news)];
    const work = this.work(call, news, call.timeoutSeconds || kind.limits?.update);
    const changes = new Set(compareProperties(kind.schema, olds, news).map(({ path }) => topLevel(path)));
    const changed = (...names: string[]) => names.some((name) => changes.has(name));
    if (changed("tagsAll"))
      await this.saying(
        "updating",
        news,
        kind.retag?.(work, tagChange(id, olds, (news.tagsAll ?? {}) as never)),
      );
    await this.saying("updating", news, kind.update?.(work, { id, olds, news, changed }));
    // The engine updates what has not changed only where it was not finished.
    if (changes.size === 0) await this.saying("creating", news, kind.finish?.(work, id, news));
    return this.present(work, id, { ...olds, ...news });
  }

  async delete(call: DeleteCall): Promise<void> {
    const state = toJson(call.state);
    const work = this.work(call, state, call.timeoutSeconds || this.kind.limits?.delete);
    await this.saying("deleting", { ...state, id: call.id }, this.kind.delete(work, call.id, state));
  }

  private work(call: Call, args: Args, seconds = DEFAULT_SECONDS): Work {
    return {
      aws: this.account.in(args.region as string | undefined),
      log: call.log,
      patience: { seconds, cancelled: call.cancelled },
    };
  }

  private async state(work: Work, id: string, prior: Args): Promise<Properties | undefined> {
    const live = await this.kind.read(work, id, prior);
    if (!live) return undefined;
    if (this.kind.schema.region) live.region = work.aws.region;
    if (live.tagsAll && this.kind.schema.tags) {
      const tags = ownTags(live.tagsAll as never, this.account.defaultTags, prior.tags as never);
      if (prior.tags !== undefined || Object.keys(tags).length > 0) live.tags = tags;
    }
    return settle(this.kind.schema, live, prior);
  }

  private async present(work: Work, id: string, prior: Args): Promise<Properties> {
    const state = await this.saying("reading", prior, this.state(work, id, prior));
    if (!state) throw new Error(`reading ${this.kind.title} (${id}): couldn't find resource`);
    return state;
  }

  /** What exists but was not finished is recorded with all that can be said of it. */
  private async unfinished(error: unknown, work: Work, id: string, news: Args): Promise<Error> {
    const state = await this.state(work, id, news).catch(() => undefined);
    return new InitializationFailure(id, state ?? news, (error as Error).message);
  }

  private async saying<T>(doing: string, args: Args, done: Promise<T> | undefined): Promise<T> {
    try {
      return (await done) as T;
    } catch (error) {
      const { title, naming } = this.kind;
      const name =
        (naming && (args[naming.property] as string | undefined)) ?? (args.id as string | undefined);
      const text = error instanceof Error ? error.message : String(error);
      throw new Error(`${doing} ${title}${name ? ` (${name})` : ""}: ${text}`, { cause: error });
    }
  }

  /** A name that the program chose could be the same again; the real provider does not look further. */
  private excludesOld({ __defaults: automatic, ...news }: Properties): boolean {
    const { naming, deleteBeforeReplace = false } = this.kind;
    if (deleteBeforeReplace || !naming || !Array.isArray(automatic)) return deleteBeforeReplace;
    return news[naming.property] !== undefined && !automatic.includes(naming.property);
  }
}

function topLevel(path: string): string {
  return path.split(/[.[]/, 1)[0];
}
