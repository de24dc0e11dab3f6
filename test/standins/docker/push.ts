import type { Log } from "../protocol/log";
import type { Credentials } from "./credentials";
import type { Daemon } from "./daemon";
import { requireQualified } from "./reference";
import { errorOf, messages } from "./stream";

/** Pushes a tagged image; returns `REPOSITORY@sha256:…` with the digest that the registry reported. */
export async function pushImage(
  daemon: Daemon,
  name: string,
  credentials: Credentials,
  log: Log,
  signal: AbortSignal,
): Promise<string> {
  log.status("Pushing Image to the registry");
  const { repository, tag } = requireQualified(name);
  const headers = { "X-Registry-Auth": Buffer.from(JSON.stringify(credentials)).toString("base64url") };
  const path = `/images/${repository}/push?tag=${encodeURIComponent(tag)}`;
  let digest: string | undefined;
  for await (const message of messages(await daemon.call("POST", path, { headers, signal }))) {
    const error = errorOf(message);
    if (error) throw new Error(`error reading push output: ${error}`);
    digest = (message.aux as { Digest?: string } | undefined)?.Digest ?? digest;
    if (message.status) log.status(message.status);
  }
  if (!digest) throw new Error(`the push of ${name} ended without a digest from the registry`);
  return `${repository}@${digest}`;
}
