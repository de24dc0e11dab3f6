import { json } from "node:stream/consumers";
import { buildImage } from "./builder";
import { credentialsFor } from "./credentials";
import type { Daemon } from "./daemon";
import { pushImage } from "./push";
import type { ImageRequest, ImageStore } from "./store";

/** Builds and pushes with a Docker daemon. */
export class DaemonStore implements ImageStore {
  constructor(private readonly daemon: Daemon) {}

  async make({ name, build, registry, push, log, cancelled }: ImageRequest): Promise<string> {
    await buildImage(this.daemon, name, build, log, cancelled);
    if (push) return pushImage(this.daemon, name, credentialsFor(name, registry, log), log, cancelled);
    const answer = await this.daemon.call("GET", `/images/${encodeURIComponent(name)}/json`);
    return ((await json(answer)) as { Id: string }).Id;
  }
}
