import * as pulumi from "@pulumi/pulumi";

/** Where a repository is, as names of images say it and as the registry's API has it. */
export interface RepositoryAddress {
  /** Host of the registry, with its port, as it stands in names of images. */
  readonly registry: string;
  /** Path of the repository below the registry. */
  readonly path: string;
  /** Registry and path: what an image's name has before its tag. */
  readonly name: string;
  /** Beginning of all addresses of the repository in the API, with a slash at its end. */
  readonly api: URL;
}

const HOST = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/i;
const PATH = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.[0-9]+){3}|\[::1\])$/i;
const DOCKER_HUB = /^(?:index\.)?docker\.io$/i;

/**
 * Takes a repository such as "127.0.0.1:5000/backend" apart.
 *
 * As for Docker, a registry on this machine is spoken to without TLS and every other one with it, and a name
 * without a registry lies on Docker Hub. Throws a RunError if the name is malformed.
 */
export function repositoryAddress(url: string): RepositoryAddress {
  const { registry, path } = split(url);
  if (!HOST.test(registry) || !PATH.test(path)) {
    throw new pulumi.RunError(
      `"${url}" is not a repository: write the registry's host and a path in lower case, without a scheme or a tag.`,
    );
  }
  const scheme = isLoopback(registry) ? "http" : "https";
  const host = DOCKER_HUB.test(registry) ? "registry-1.docker.io" : registry;
  return { registry, path, name: `${registry}/${path}`, api: new URL(`${scheme}://${host}/v2/${path}/`) };
}

/** Whether a host, with or without a port, is this machine. */
export const isLoopback = (host: string) => LOOPBACK.test(host.replace(/:[0-9]+$/, ""));

function split(url: string): { registry: string; path: string } {
  const [first, ...rest] = url.split("/");
  const named = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
  const registry = named ? first : "docker.io";
  const path = named ? rest.join("/") : url;
  return { registry, path: DOCKER_HUB.test(registry) && !path.includes("/") ? `library/${path}` : path };
}
