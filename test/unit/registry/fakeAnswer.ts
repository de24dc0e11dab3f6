import { createHash } from "node:crypto";
import { IncomingMessage, ServerResponse } from "node:http";

export interface Blob {
  readonly type: string;
  readonly bytes: Buffer;
}

export const digestOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** Answers with a blob under its digest; only with its headers if that was asked for. */
export function send(request: IncomingMessage, response: ServerResponse, { type, bytes }: Blob): void {
  const headers = {
    "Content-Type": type,
    "Content-Length": bytes.length,
    "Docker-Content-Digest": digestOf(bytes),
  };
  response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : bytes);
}

/** Answers with an error of the protocol: its words are in the body, so that a HEAD does not get them. */
export function fail(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  const body = JSON.stringify({ errors: [{ code, message }] });
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(body) };
  response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
}
