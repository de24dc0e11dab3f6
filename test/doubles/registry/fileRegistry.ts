import { existsSync, readFileSync } from "node:fs";
import { IncomingMessage, ServerResponse } from "node:http";
import { Loopback } from "../../loopback";
import { fail, send } from "../../unit/registry/fakeAnswer";

/** What was pushed, as the stand-in for Docker writes it down. */
export interface Pushed {
  /** Digest by path of the repository and tag, "blog/backend:3f2a9c1d04be". */
  readonly images: Readonly<Record<string, string>>;
  /** Manifests and configurations by digest. */
  readonly blobs: Readonly<Record<string, { readonly type: string; readonly text: string }>>;
}

/** A registry that serves what a file holds at the moment of each question. */
export class FileRegistry {
  /** File to serve; a file that is not there is an empty registry. */
  file = "";
  /** Answers nothing any more. */
  down = false;
  private readonly server = new Loopback((request, response) => this.answer(request, response));

  static async start(): Promise<FileRegistry> {
    const registry = new FileRegistry();
    await registry.server.open();
    return registry;
  }

  /** "127.0.0.1:PORT" */
  get host(): string {
    return this.server.host;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.down) return void request.socket.destroy();
    const { pathname } = new URL(request.url ?? "", "http://registry");
    response.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
    const [, path = "", kind, reference = ""] =
      /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(pathname) ?? [];
    const { images, blobs } = pushedIn(this.file);
    if (kind === "tags") {
      const tags = Object.keys(images).filter((name) => name.startsWith(`${path}:`));
      if (tags.length === 0) return fail(request, response, 404, "NAME_UNKNOWN", "no such repository");
      const body = JSON.stringify({
        name: path,
        tags: tags.map((name) => name.slice(path.length + 1)).sort(),
      });
      response.setHeader("Content-Type", "application/json");
      return void response.writeHead(200).end(body);
    }
    const blob = blobs[images[`${path}:${reference}`] ?? reference] as Pushed["blobs"][string] | undefined;
    if (blob === undefined) return fail(request, response, 404, "MANIFEST_UNKNOWN", "not here");
    send(request, response, { type: blob.type, bytes: Buffer.from(blob.text) });
  }
}

export function pushedIn(file: string): Pushed {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Pushed) : { images: {}, blobs: {} };
}
