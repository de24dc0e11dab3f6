import { Loopback } from "../loopback";
import { Workspace } from "./workspace";

/** A blog that answers as the pods in the cluster of a workspace would: by the version that they are told. */
export class BlogServer {
  /** Version of the database's schema; undefined if the backend does not say it. */
  schema: number | undefined = 1;
  /** Is called before each answer. */
  asked: () => void = () => undefined;
  private readonly server = new Loopback(({ url = "" }, response) => {
    this.asked();
    const body = this.answer(url);
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });

  private constructor(public workspace: Workspace | undefined) {}

  /** One for a workspace, which may be given later: until then no pod says a version. */
  static async start(workspace?: Workspace): Promise<BlogServer> {
    const blog = new BlogServer(workspace);
    await blog.server.open();
    return blog;
  }

  stop(): Promise<void> {
    return this.server.close();
  }

  get url(): string {
    return this.server.url;
  }

  private answer(path: string): string | undefined {
    if (path === "/api/version")
      return JSON.stringify({ version: this.version("backend"), schema: { live: this.schema } });
    if (path.startsWith("/api/")) return undefined;
    return `<!doctype html><meta name="version" content="${this.version("frontend")}" />`;
  }

  private version(service: string): string {
    const pods = this.workspace?.object("Deployment", service).spec.template.spec;
    const variables: { name: string; value: string }[] = pods?.containers[0].env ?? [];
    return variables.find(({ name }) => name === "VERSION")?.value ?? "";
  }
}
