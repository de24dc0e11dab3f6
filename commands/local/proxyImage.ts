import { HAPROXY_IMAGE } from "../../components/haproxyValues";
import { Failure } from "../failure";
import { ProcessFailure } from "../process";
import { docker } from "./docker";
import { LocalSettings } from "./settings";

/** Puts HAProxy's image into the local registry, if the stack takes it from there and it is not there yet. */
export async function provideProxyImage({ registry, proxyImage }: LocalSettings): Promise<void> {
  if (proxyImage === undefined || !proxyImage.startsWith(`${registry}/`)) return;
  const path = proxyImage.slice(registry.length + 1);
  const manifest = `http://${registry}/v2/${path}/manifests/${HAPROXY_IMAGE.tag}`;
  const headers = { accept: "application/vnd.docker.distribution.manifest.v2+json" };
  if ((await fetch(manifest, { method: "HEAD", headers })).ok) return;

  // By its short name, as Docker lists it; "docker.io" is where that name leads.
  const source = `${HAPROXY_IMAGE.repository.replace("docker.io/", "")}:${HAPROXY_IMAGE.tag}`;
  const target = `${proxyImage}:${HAPROXY_IMAGE.tag}`;
  try {
    await docker("image", "inspect", source).catch(() => docker("pull", "--platform=linux/amd64", source));
    await docker("tag", source, target);
    await docker("push", target);
  } catch (error) {
    const reason = (error as ProcessFailure).stderr.split("\n").at(-1);
    throw new Failure(
      `HAProxy's image ${source} cannot be brought to ${registry} (${reason}): check the connection.`,
    );
  }
}
