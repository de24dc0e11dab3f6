import { IncomingMessage } from "node:http";
import { Loopback } from "../../loopback";

/** Answers by path; a number is a refusal with that status. */
export type Answers = Readonly<Record<string, object | number>>;

const list = (...items: object[]) => ({ items });
const named = (name: string, annotations = {}) => ({ metadata: { name, annotations } });

export const VERSION = "/version";
export const GROUPS = "/apis";
export const CLASSES = "/apis/storage.k8s.io/v1/storageclasses";
export const SETS = "/apis/apps/v1/daemonsets";
export const SECRETS = "/api/v1/namespaces/blog-proxy/secrets";

/** A cluster in which everything is as the blog needs it. */
export const READY: Answers = {
  [VERSION]: { major: "1", minor: "36", gitVersion: "v1.36.3" },
  [GROUPS]: { groups: [{ name: "metrics.k8s.io", versions: [] }] },
  [CLASSES]: list(named("slow"), named("fast", { "storageclass.kubernetes.io/is-default-class": "true" })),
  [SETS]: list(named("calico-node")),
  [SECRETS]: list(),
};

/** A server that answers a few questions as the API of a cluster does, and keeps what it was asked. */
export class FakeCluster {
  answers = READY;
  readonly asked: Pick<IncomingMessage, "method" | "url" | "headers">[] = [];
  private readonly server = new Loopback(({ method, url = "", headers }, response) => {
    this.asked.push({ method, url, headers });
    const answer = this.answers[url.replace(/\/?(\?.*)?$/, "")] ?? 404;
    response.writeHead(typeof answer === "number" ? answer : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(typeof answer === "number" ? { kind: "Status", code: answer } : answer));
  });

  start(): Promise<void> {
    return this.server.open();
  }

  get url(): string {
    return this.server.url;
  }

  stop(): Promise<void> {
    return this.server.close();
  }
}
