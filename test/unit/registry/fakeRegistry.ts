import { IncomingMessage, ServerResponse } from "node:http";
import { Loopback } from "../../loopback";
import { Access, OPEN } from "./fakeAccess";
import { Blob, digestOf, fail, send } from "./fakeAnswer";

/** Handles a question in place of the registry; false if it does not want to. */
export type Intruder = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A registry in this process that speaks the distribution protocol and is strict about it: who asks for a manifest
 * has to accept its type, and who follows it to its storage must leave the login behind.
 */
export class FakeRegistry {
  /** Questions that arrived, as "METHOD path". */
  readonly asked: string[] = [];
  /** By path of the repository. */
  readonly repositories = new Map<string, FakeRepository>();
  access: Access = OPEN;
  /** Whether the registry says that it is one, as the specification leaves open. */
  versionHeader = true;
  /** Whether blobs are fetched from another host. */
  redirect = false;
  /** Tags on one page, whatever is asked for. */
  pageSize = 1000;
  /** Each is asked once, in turn, before the registry itself. */
  readonly intruders: Intruder[] = [];
  private readonly server = new Loopback((request, response) => this.answer(request, response));
  private readonly storage = new Loopback((request, response) => this.store(request, response));

  async start(): Promise<void> {
    for (const server of [this.server, this.storage]) await server.open();
  }

  async stop(): Promise<void> {
    for (const server of [this.server, this.storage]) await server.close();
  }

  /** "127.0.0.1:PORT" */
  get host(): string {
    return this.server.host;
  }

  repository(path: string): FakeRepository {
    const repository = this.repositories.get(path) ?? new FakeRepository();
    this.repositories.set(path, repository);
    return repository;
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname, searchParams } = new URL(request.url ?? "", "http://registry");
    this.asked.push(`${request.method} ${pathname}`);
    if (this.versionHeader) response.setHeader("Docker-Distribution-Api-Version", "registry/2.0");
    if (this.intruders.shift()?.(request, response)) return;
    if (this.access.intercept(request, response, this.host)) return;
    if (pathname === "/v2/") return void response.writeHead(200).end("{}");
    const [, path, kind, reference] = /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(pathname) ?? [];
    const repository = this.repositories.get(path);
    if (repository === undefined) return fail(request, response, 404, "NAME_UNKNOWN", "no such repository");
    if (kind === "tags") return this.list(path, repository, searchParams, response);
    const blob = repository.find(kind, reference);
    if (blob === undefined)
      return fail(request, response, 404, `${kind.slice(0, -1).toUpperCase()}_UNKNOWN`, "not here");
    if (kind === "blobs" && this.redirect) {
      response.writeHead(307, { location: `${this.storage.url}/${path}/${reference}` });
      return void response.end();
    }
    if (kind === "manifests" && !accepts(request, blob.type)) {
      return fail(request, response, 404, "MANIFEST_UNKNOWN", "not of an accepted type");
    }
    send(request, response, blob);
  }

  private list(
    path: string,
    repository: FakeRepository,
    query: URLSearchParams,
    response: ServerResponse,
  ): void {
    const after = query.get("last") ?? "";
    const rest = [...repository.tags.keys()].sort().filter((tag) => tag > after);
    const page = rest.slice(0, Math.min(Number(query.get("n") ?? this.pageSize), this.pageSize));
    // Behind a proxy, a registry takes the wrong name for its own.
    const next = `http://registry.internal/v2/${path}/tags/list?n=${this.pageSize}&last=${page.at(-1)}`;
    if (page.length < rest.length) response.setHeader("Link", `<${next}>; rel="next"`);
    response.setHeader("Content-Type", "application/json");
    response.writeHead(200).end(JSON.stringify({ name: path, tags: page.length > 0 ? page : null }));
  }

  /** As a bucket does with signed addresses: a login beside the signature is one too many. */
  private store(request: IncomingMessage, response: ServerResponse): void {
    this.asked.push(`${request.method} storage`);
    if (request.headers.authorization)
      return void response.writeHead(400).end("Only one auth mechanism allowed");
    const [, path, digest] = /^\/(.+)\/([^/]+)$/.exec(request.url ?? "") ?? [];
    const blob = this.repositories.get(path)?.find("blobs", digest);
    if (blob === undefined) return void response.writeHead(404).end();
    send(request, response, { ...blob, type: "application/octet-stream" });
  }
}

/** What one repository holds. */
export class FakeRepository {
  /** Tag to digest. */
  readonly tags = new Map<string, string>();
  readonly manifests = new Map<string, Blob>();
  readonly blobs = new Map<string, Blob>();

  find(kind: string, reference: string): Blob | undefined {
    if (kind === "blobs") return this.blobs.get(reference);
    return this.manifests.get(this.tags.get(reference) ?? reference);
  }

  /** Stores a manifest under its digest and, if given, a tag; returns the digest. */
  put(type: string, content: object, tag?: string): string {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = digestOf(bytes);
    this.manifests.set(digest, { type, bytes });
    if (tag !== undefined) this.tags.set(tag, digest);
    return digest;
  }

  /** Stores a blob; returns its descriptor. */
  putBlob(type: string, content: object) {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = digestOf(bytes);
    this.blobs.set(digest, { type, bytes });
    return { mediaType: type, digest, size: bytes.length };
  }
}

const accepts = (request: IncomingMessage, type: string) =>
  (request.headers.accept ?? "").split(",").some((accepted) => accepted.trim() === type);
