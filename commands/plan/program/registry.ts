import { createHash } from "node:crypto";

const TYPES = {
  manifest: "application/vnd.oci.image.manifest.v1+json",
  config: "application/vnd.oci.image.config.v1+json",
};

/** What a stack is held to: tags and digests, whatever their repository. */
export type Pins = ReadonlySet<string>;

interface Content {
  readonly type: string;
  readonly bytes: string;
}

/**
 * A registry without a network, in the place of `fetch`: it holds what this run pushes and what the stack is held to,
 * and nothing else. Its digests are made up; `named` puts tags in their place again.
 */
export class SimulatedRegistry {
  private readonly contents = new Map<string, Content>();
  private readonly tags = new Map<string, string>();

  constructor(private readonly pins: Pins) {}

  /** Takes an image under its name with a tag; returns its reference by digest. */
  push(imageName: string): string {
    const end = imageName.lastIndexOf(":");
    return `${imageName.slice(0, end)}@${this.put(imageName.slice(end + 1), imageName.slice(0, end))}`;
  }

  /** A text in which images that only this registry has are named by their tags. */
  named(text: string): string {
    return text.replace(/@(sha256:[0-9a-f]{64})/g, (reference, digest: string) => {
      const tag = this.tags.get(digest);
      return tag === undefined ? reference : `:${tag}`;
    });
  }

  /** Answers as a registry. Throws if anything else is asked for. */
  readonly fetch: typeof globalThis.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const [, path, kind, reference] =
      /^\/v2\/(.+)\/(manifests|blobs|tags)\/([^/]+)$/.exec(url.pathname) ?? [];
    if (path === undefined || reference === undefined) {
      return Promise.reject(new Error(`The plan reaches no network, and the program asked for ${url.href}.`));
    }
    const digest = kind === "manifests" ? this.digestOf(path, reference) : reference;
    return Promise.resolve(answer(init?.method, digest, this.contents.get(digest)));
  };

  /** A pinned digest is nobody's to make up: it is answered as it is, and the release of before says the rest. */
  private digestOf(path: string, reference: string): string {
    if (!this.pins.has(reference)) return reference;
    if (!reference.startsWith("sha256:")) return this.put(reference, path);
    this.contents.set(reference, { type: TYPES.manifest, bytes: "" });
    return reference;
  }

  private put(tag: string, repository: string): string {
    const created = "2000-01-01T00:00:00Z";
    const config = this.store(TYPES.config, {
      ...{ architecture: "amd64", os: "linux", created },
      config: { Labels: { repository, tag } },
      rootfs: { type: "layers", diff_ids: [] },
    });
    const digest = this.store(TYPES.manifest, {
      ...{ schemaVersion: 2, mediaType: TYPES.manifest },
      config: { mediaType: TYPES.config, digest: config, size: 1 },
      layers: [],
    });
    this.tags.set(digest, tag);
    return digest;
  }

  private store(type: string, content: object): string {
    const bytes = JSON.stringify(content);
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    this.contents.set(digest, { type, bytes });
    return digest;
  }
}

function answer(method: string | undefined, digest: string, content: Content | undefined): Response {
  const version = { "docker-distribution-api-version": "registry/2.0" };
  if (content === undefined) return new Response(null, { status: 404, headers: version });
  const headers = { ...version, "content-type": content.type, "docker-content-digest": digest };
  return new Response(method === "HEAD" ? null : content.bytes, { status: 200, headers });
}
