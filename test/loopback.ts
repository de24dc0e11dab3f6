import { once } from "node:events";
import { createServer, RequestListener, Server } from "node:http";
import { AddressInfo } from "node:net";

/** A web server on a free port of 127.0.0.1. Tests end when they are done, also where nobody closes it. */
export class Loopback {
  private readonly server: Server;

  constructor(listener: RequestListener) {
    this.server = createServer(listener).unref();
  }

  /** One that is open. */
  static async serving(listener: RequestListener): Promise<Loopback> {
    const loopback = new Loopback(listener);
    await loopback.open();
    return loopback;
  }

  /** Listens; a server that was closed does so on another port. */
  async open(): Promise<void> {
    this.server.listen(0, "127.0.0.1");
    await once(this.server, "listening");
  }

  /** "127.0.0.1:PORT", while it is open. */
  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get url(): string {
    return `http://${this.host}`;
  }

  /** Listens no more, and ends the connections that are open. */
  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }
}
