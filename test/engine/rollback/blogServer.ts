import { once } from "node:events";
import { createServer, IncomingMessage, Server, ServerResponse } from "node:http";
import { AddressInfo } from "node:net";
import { Workspace } from "../workspace";

/** A blog that answers as the pods in the cluster of a workspace would: by the version that they are told. */
export class BlogServer {
  /** Version of the database's schema; undefined if the backend does not say it. */
  schema: number | undefined = 1;
  /** Is called before each answer. */
  asked: () => void = () => undefined;
  private readonly server: Server = createServer((request, response) => this.answer(request, response));

  private constructor(private readonly workspace: Workspace) {}

  static async of(workspace: Workspace): Promise<BlogServer> {
    const blog = new BlogServer(workspace);
    blog.server.listen(0, "127.0.0.1");
    await once(blog.server, "listening");
    // Tests end when they are done, whoever still might ask.
    blog.server.unref();
    return blog;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private answer({ url }: IncomingMessage, response: ServerResponse): void {
    this.asked();
    if (url !== "/api/version")
      return void response.end(`<meta name="version" content="${this.version("frontend")}" />`);
    response.end(JSON.stringify({ version: this.version("backend"), schema: { live: this.schema } }));
  }

  private version(service: string): string {
    const [container] = this.workspace.object("Deployment", service).spec.template.spec.containers;
    const variables = container.env as { name: string; value: string }[];
    return variables.find(({ name }) => name === "VERSION")?.value ?? "";
  }
}
