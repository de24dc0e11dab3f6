import * as pulumi from "@pulumi/pulumi";
import { setTimeout as sleep } from "node:timers/promises";
import { reasonOf, isPassing } from "./connectionFailure";

/** One question to a server. */
export interface Question {
  readonly url: URL;
  readonly method?: "GET" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
  /** What is not possible if it fails, as the beginning of a sentence: "Image X cannot be looked up". */
  readonly what: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface HttpOptions {
  /** Seconds that one try may take, its body included. @default 15 */
  readonly timeoutSeconds?: number;
  /** Waits for milliseconds between two tries. @default the clock */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** Bytes that an answer may have: more than any manifest that a registry takes. */
const MAX_BYTES = 4 * 1024 * 1024;
const MAX_TRIES = 4;
/** Longest wait, in seconds, that a server may ask for before the next try. */
const MAX_RETRY_AFTER = 10;

/** Asks over HTTP, again where it may help, within bounds of time and size. */
export class Http {
  private readonly timeoutSeconds: number;
  private readonly pause: (milliseconds: number) => Promise<unknown>;

  constructor({ timeoutSeconds = 15, pause = sleep }: HttpOptions = {}) {
    this.timeoutSeconds = timeoutSeconds;
    this.pause = pause;
  }

  /**
   * Returns the answer, whatever its status; redirects are followed, without the login to another host.
   *
   * Asks at most four times: again after 429, 5xx and a connection that failed in passing. Throws a RunError if no
   * answer can be had or it is larger than 4 MiB.
   */
  async ask(question: Question): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.try(question, tries === MAX_TRIES);
      const wait = answer === undefined ? 0 : retryAfter(answer);
      if (answer && (!mayPass(answer.status) || tries === MAX_TRIES || wait > MAX_RETRY_AFTER)) return answer;
      await this.pause(Math.max(wait * 1000, 250 * 2 ** (tries - 1)));
    }
  }

  /** One try; undefined if it failed in a way that may pass, unless it is the last one. */
  private async try({ url, method, headers, what }: Question, last: boolean): Promise<Answer | undefined> {
    try {
      const signal = AbortSignal.timeout(this.timeoutSeconds * 1000);
      const response = await fetch(url, { method, headers, signal });
      const body = await bounded(response);
      if (body !== undefined) return { status: response.status, headers: response.headers, body };
    } catch (error) {
      if (!last && isPassing(error)) return undefined;
      throw new pulumi.RunError(`${what}: ${reasonOf(error, url.host, this.timeoutSeconds)}.`);
    }
    throw new pulumi.RunError(
      `${what}: the answer of ${url.host} is larger than ${MAX_BYTES} bytes, so it is not what was asked for: ` +
        "correct the registry's address.",
    );
  }
}

const mayPass = (status: number) => status === 429 || status >= 500;

/** Seconds that an answer asks to wait for, as a number or a date; 0 if it asks for none. */
export function retryAfter({ headers }: Answer): number {
  const value = headers.get("retry-after") ?? "";
  const seconds = /^[0-9]+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Math.max(0, Math.ceil(Number.isNaN(seconds) ? 0 : seconds));
}

/** The body of an answer; undefined if it is too large. */
async function bounded(response: Response): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    // Leaving the loop gives the connection up, and with it the rest.
    if (size > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
