import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { JsonObject } from "../../protocol/value";
import { ApiError } from "../errors";
import { numberAt, textAt } from "../object";
import type { Connection } from "./connection";

export interface ApiRequest {
  readonly query?: Record<string, string>;
  readonly body?: JsonObject | JsonObject[];
  /** @default application/json */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** HTTP with the API server: JSON in, JSON out, refusals as ApiErrors. */
export class ApiClient {
  constructor(private readonly connection: Connection) {}

  async call(method: string, path: string, options: ApiRequest = {}): Promise<JsonObject> {
    return JSON.parse(await this.text(method, path, options)) as JsonObject;
  }

  async text(method: string, path: string, options: ApiRequest = {}): Promise<string> {
    return text(await this.send(method, path, options));
  }

  /** The JSON objects of an answer that does not end, one per line. */
  async *stream(
    path: string,
    query: Record<string, string>,
    signal: AbortSignal,
  ): AsyncGenerator<JsonObject> {
    const answer = await this.send("GET", path, { query, signal });
    for await (const line of createInterface({ input: answer, crlfDelay: Infinity })) {
      yield JSON.parse(line) as JsonObject;
    }
  }

  private async send(method: string, path: string, options: ApiRequest): Promise<IncomingMessage> {
    const answer = await this.open(method, path, options, true);
    const status = answer.statusCode ?? 0;
    if (status < 400) return answer;
    throw refusalOf(status, await text(answer));
  }

  private open(
    method: string,
    path: string,
    options: ApiRequest,
    mayRetry: boolean,
  ): Promise<IncomingMessage> {
    const { query = {}, body, contentType = "application/json", signal } = options;
    const { server, agent, headers } = this.connection;
    const url = new URL(`${server.pathname.replace(/\/$/, "")}${path}`, server);
    url.search = new URLSearchParams(query).toString();
    const content = body === undefined ? undefined : JSON.stringify(body);
    // Node leaves the length out for a deletion, and the server then takes the body for another request.
    const contentHeaders =
      content === undefined
        ? {}
        : { "Content-Type": contentType, "Content-Length": String(Buffer.byteLength(content)) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        { method, agent, signal, headers: { Accept: "application/json", ...headers, ...contentHeaders } },
        resolve,
      );
      outgoing.on("error", (error: NodeJS.ErrnoException) => {
        // The server may close an idle connection at the moment it is used again.
        const stale = outgoing.reusedSocket && error.code === "ECONNRESET" && mayRetry;
        if (stale) resolve(this.open(method, path, options, false));
        else reject(error);
      });
      outgoing.end(content);
    });
  }
}

function refusalOf(status: number, body: string): ApiError {
  try {
    const answer = JSON.parse(body) as JsonObject;
    const message = textAt(answer, "message") ?? body;
    const missing = textAt(answer, "details", "kind");
    return new ApiError(numberAt(answer, "code") ?? status, textAt(answer, "reason") ?? "", message, missing);
  } catch {
    return new ApiError(status, "", body.trim());
  }
}
