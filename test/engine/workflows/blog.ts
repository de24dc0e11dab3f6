import { createServer, Server } from "node:http";
import { AddressInfo } from "node:net";
import { Workspace } from "../workspace";

/** What a proxy would answer for the pods of a workspace: which versions run, and nothing of what they do. */
export class Blog {
  private server: Server | undefined;
  workspace: Workspace | undefined;

  static async start(): Promise<Blog> {
    const blog = new Blog();
    blog.server = createServer(({ url = "" }, response) => {
      const body = blog.answer(url);
      response.writeHead(body === undefined ? 404 : 200).end(body);
    });
    await new Promise<void>((resolve) => blog.server?.listen(0, "127.0.0.1", resolve));
    return blog;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.server?.close(() => resolve());
      this.server?.closeAllConnections();
    });
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server?.address() as AddressInfo).port}`;
  }

  private answer(path: string): string | undefined {
    if (path === "/api/version")
      return JSON.stringify({ version: this.versionOf("backend"), schema: { live: 1 } });
    if (path.startsWith("/api/")) return undefined;
    return `<!doctype html><meta name="version" content="${this.versionOf("frontend")}" />`;
  }

  private versionOf(service: string): string | undefined {
    const pods = this.workspace?.object("Deployment", service).spec.template.spec;
    return pods.containers[0].env.find(({ name }: { name: string }) => name === "VERSION")?.value;
  }
}
