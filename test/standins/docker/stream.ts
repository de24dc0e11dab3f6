import type { Readable } from "node:stream";
import { createInterface } from "node:readline";

/** One message of a build or push. */
export interface Message {
  readonly id?: string;
  readonly stream?: string;
  readonly status?: string;
  readonly error?: string;
  readonly errorDetail?: { message?: string; code?: number };
  readonly aux?: unknown;
}

/** The messages of a Docker answer: one JSON object per line. */
export async function* messages(body: Readable): AsyncGenerator<Message> {
  for await (const line of createInterface({ input: body, crlfDelay: Infinity })) {
    if (line.trim() !== "") yield JSON.parse(line) as Message;
  }
}

export function errorOf(message: Message): string | undefined {
  return message.errorDetail?.message ?? message.error;
}
