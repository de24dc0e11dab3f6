export interface ImageReference {
  /** Registry host with port, for example `127.0.0.1:5001`. */
  readonly domain: string;
  /** Everything before the tag, the registry included. */
  readonly repository: string;
  readonly tag: string;
}

const COMPONENT = "[a-z0-9]+(?:(?:\\.|_{1,2}|-+)[a-z0-9]+)*";
const DOMAIN = "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9-]+)*(?::[0-9]+)?";
const REFERENCE = new RegExp(`^(${DOMAIN})/(${COMPONENT}(?:/${COMPONENT})*)(?::([\\w][\\w.-]{0,127}))?$`);

/** Parses a name with a registry; undefined when it has none or is malformed. */
export function parseQualified(name: string): ImageReference | undefined {
  const match = REFERENCE.exec(name);
  if (!match) return undefined;
  const [, domain, path, tag] = match;
  // Without a dot, a port or "localhost" the first part is a folder on Docker Hub, not a registry.
  if (!/[.:]/.test(domain) && domain !== "localhost") return undefined;
  return { domain, repository: `${domain}/${path}`, tag: tag ?? "latest" };
}

export function requireQualified(name: string): ImageReference {
  const reference = parseQualified(name);
  if (reference) return reference;
  throw new Error(
    `"${name}": repository name must be canonical. This resource requires all image names to be fully ` +
      "qualified: prefix the image name with its registry, for example `docker.io/repository/image:tag`",
  );
}
