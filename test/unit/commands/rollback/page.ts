import { once } from "node:events";
import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";

/** A web server that answers each path with a text, or with a status that is no success. */
export class Page {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async that(answers: (path: string) => string | number): Promise<Page> {
    const server = createServer(({ url = "" }, response) => {
      const answer = answers(url);
      if (typeof answer === "number") response.writeHead(answer).end();
      else response.end(answer);
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Page(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}
