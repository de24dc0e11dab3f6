import { type IncomingMessage, request, type RequestOptions } from "node:http";
import { homedir } from "node:os";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";

const DEFAULT_HOST = "unix:///var/run/docker.sock";
const PING_TIMEOUT_MS = 10_000;

/** A Docker daemon that answers, addressed as `DOCKER_HOST` has it. */
export class Daemon {
  private constructor(private readonly connection: RequestOptions) {}

  /** The daemon of an explicit host or else the first of the usual ones that answers. */
  static async connect(host: string | undefined): Promise<Daemon> {
    const home = homedir();
    const usual = [
      DEFAULT_HOST,
      `unix://${home}/.docker/run/docker.sock`,
      `unix://${home}/.docker/desktop/docker.sock`,
    ];
    for (const candidate of host ? [host] : usual) {
      const daemon = new Daemon(connectionOf(candidate));
      if (await daemon.answers()) return daemon;
    }
    throw new Error("failed to connect to any docker daemon");
  }

  /** Sends a request and hands back the answer's body; a status of 400 and above is an error. */
  async call(
    method: string,
    path: string,
    options: { headers?: Record<string, string>; body?: Readable; signal?: AbortSignal } = {},
  ): Promise<IncomingMessage> {
    const response = await this.send(method, path, options);
    if ((response.statusCode ?? 0) < 400) return response;
    const body = await text(response);
    throw new Error(`Docker answered ${response.statusCode} to ${path.split("?", 1)[0]}: ${messageOf(body)}`);
  }

  private async answers(): Promise<boolean> {
    try {
      const response = await this.call("GET", "/_ping", { signal: AbortSignal.timeout(PING_TIMEOUT_MS) });
      response.resume();
      return true;
    } catch {
      return false;
    }
  }

  private send(
    method: string,
    path: string,
    { headers, body, signal }: { headers?: Record<string, string>; body?: Readable; signal?: AbortSignal },
  ): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const outgoing = request({ ...this.connection, method, path, headers, signal }, resolve);
      outgoing.on("error", reject);
      if (!body) return void outgoing.end();
      body.on("error", (error) => outgoing.destroy(error));
      body.pipe(outgoing);
    });
  }
}

function connectionOf(host: string): RequestOptions {
  if (host.startsWith("unix://")) return { socketPath: host.slice("unix://".length), host: "localhost" };
  const url = new URL(host.replace(/^tcp:/, "http:"));
  if (url.protocol !== "http:") {
    throw new Error(`DOCKER_HOST ${host} is not supported by the stand-in: use unix:// or tcp://`);
  }
  return { host: url.hostname, port: url.port || 2375 };
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { message?: string }).message ?? body;
  } catch {
    return body.trim();
  }
}
