import { once } from "node:events";
import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";

type Answer = string | number | { readonly status: number; readonly text: string };

/** A web server that answers each path with a text, with a status that is no success, or with both. */
export class Page {
  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async that(answers: (path: string) => Answer): Promise<Page> {
    const server = createServer(({ url = "" }, response) => {
      const answer = answers(url);
      if (typeof answer === "string") response.end(answer);
      else if (typeof answer === "number") response.writeHead(answer).end();
      else response.writeHead(answer.status).end(answer.text);
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
