import { once } from "node:events";
import { createServer, Server } from "node:net";
import { join } from "node:path";

/** A Docker socket that hangs up on whoever calls, and counts the calls: a machine without Docker, that tells who tried. */
export class SilentDocker {
  calls = 0;
  private readonly path: string;
  private readonly server: Server;

  constructor(folder: string) {
    this.path = join(folder, "silent.sock");
    this.server = createServer((call) => {
      this.calls += 1;
      call.destroy();
    });
  }

  /** The only variable that leads to Docker. */
  get environment(): Record<string, string> {
    return { DOCKER_HOST: `unix://${this.path}` };
  }

  async open(): Promise<void> {
    this.server.listen(this.path);
    await once(this.server, "listening");
  }

  async close(): Promise<void> {
    this.server.close();
    await once(this.server, "close");
  }
}
