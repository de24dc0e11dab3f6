import { setTimeout as pause } from "node:timers/promises";
import { ServiceName } from "../releases/deployed";

/** Answers of one version in a row after which no other one is expected any more. */
export const IN_A_ROW = 20;

/** Asks which version of a service answers; undefined if none does. */
export type Ask = (service: ServiceName) => Promise<string | undefined>;

/** When a version began to answer, and since when only it does; in milliseconds since 1970. */
export interface Arrival {
  readonly first?: number;
  /** Undefined while answers of others come in between. */
  readonly only?: number;
}

/** Watches which version of a service answers, from before an update until only the wanted one does. */
export class Watch {
  private readonly first = new Map<string, number>();
  private run: { version?: string; since: number; length: number } = { since: 0, length: 0 };
  private stopped = false;

  constructor(
    private readonly service: ServiceName,
    private readonly ask: Ask,
    private readonly pauseMilliseconds = 100,
  ) {}

  /** Asks until it is stopped. */
  async start(): Promise<void> {
    while (!this.stopped) {
      this.note(await this.ask(this.service), Date.now());
      await pause(this.run.length < IN_A_ROW ? this.pauseMilliseconds / 4 : this.pauseMilliseconds);
    }
  }

  stop(): void {
    this.stopped = true;
  }

  /** One answer, and when it came. */
  note(version: string | undefined, time: number): void {
    if (version !== undefined && !this.first.has(version)) this.first.set(version, time);
    const same = this.run.length > 0 && this.run.version === version;
    this.run = same ? { ...this.run, length: this.run.length + 1 } : { version, since: time, length: 1 };
  }

  /** The version that answered last. */
  get last(): string | undefined {
    return this.run.version;
  }

  arrivalOf(version: string): Arrival {
    const alone = this.run.version === version && this.run.length >= IN_A_ROW;
    return { first: this.first.get(version), only: alone ? this.run.since : undefined };
  }
}
