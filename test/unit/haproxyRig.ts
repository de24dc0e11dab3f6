import { ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { haproxyConfig } from "../../components/haproxyConfig";
import { Route } from "../../components/haproxyRoutes";
import { HaproxySettings } from "../../components/haproxySettings";
import { NameServer } from "./nameServer";

/** A group of tests that need HAProxy: where it cannot be run, they are left out and their name says why. */
export function describeHaproxy(what: string, tests: () => void): void {
  const missing = haproxyMissing();
  if (missing === undefined) describe(what, tests);
  else describe.skip(`${what} (${missing})`, tests);
}

/** Why no HAProxy can be run here; undefined if it can. */
function haproxyMissing(): string | undefined {
  if (process.platform !== "linux") return "needs Linux: it gives each pod its own loopback address";
  const version = /version (\d+)\./.exec(
    spawnSync("haproxy", ["-v"], { encoding: "utf8" }).stdout ?? "",
  )?.[1];
  if (version === undefined) return "needs haproxy on the PATH";
  return Number(version) >= 3 ? undefined : `needs haproxy 3.0 or later on the PATH, found ${version}`;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** A pod: a web server on an address of its own that remembers what it was asked. */
export class Pod {
  readonly requests: { method: string; url: string; headers: http.IncomingHttpHeaders }[] = [];
  answer: http.RequestListener = (_request, response) => void response.end(this.name);
  /** What it answers to the proxy's question whether it can serve. */
  ready = true;
  private readonly server = http.createServer((request, response) => {
    if (request.url === "/ready") return void response.writeHead(this.ready ? 200 : 503).end();
    this.requests.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    this.answer(request, response);
  });

  constructor(
    readonly name: string,
    readonly address: string,
  ) {}

  async listen(port: number): Promise<void> {
    await once(this.server.listen(port, this.address), "listening");
  }

  /** Ends like a killed process: no answer, every connection gone. */
  kill(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

/** Two pods of each service, not listening yet. */
export const podsOf = () => ({
  backends: [new Pod("backend-1", "127.0.0.11"), new Pod("backend-2", "127.0.0.12")],
  frontends: [new Pod("frontend-1", "127.0.0.21"), new Pod("frontend-2", "127.0.0.22")],
});

/** What some pods were asked. */
export const seen = (pods: readonly Pod[]) => pods.flatMap(({ requests }) => requests);

/** HAProxy with the project's configuration, before pods and a DNS of this process. */
export class Rig {
  readonly log: string[] = [];
  private constructor(
    private readonly folder: string,
    private readonly haproxy: ChildProcess,
    private readonly dns: NameServer,
    private readonly pods: readonly Pod[],
    readonly ports: { http: number; https: number; stat: number },
  ) {
    let rest = "";
    haproxy.stdout?.on("data", (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split("\n");
      rest = lines.pop() ?? "";
      this.log.push(...lines);
    });
  }

  /** Starts everything; resolves when the proxy says that it is ready. */
  static async start(
    backends: readonly Pod[],
    frontends: readonly Pod[],
    settings: HaproxySettings = {},
  ): Promise<Rig> {
    const [http, https, stat, backendPort, frontendPort] = await freePorts(5);
    const ports = { http, https, stat };
    const dns = await NameServer.start();
    dns.names = { "backend.test": backends, "frontend.test": frontends };
    for (const pod of backends) await pod.listen(backendPort);
    for (const pod of frontends) await pod.listen(frontendPort);
    const text = haproxyConfig(routes(backendPort, frontendPort), {
      ...settings,
      ports,
      nameservers: [dns.address],
    });
    const folder = mkdtempSync(path.join(os.tmpdir(), "haproxy-"));
    const file = path.join(folder, "haproxy.cfg");
    writeFileSync(file, text);
    // The way in which the image starts it.
    const haproxy = spawn("haproxy", ["-W", "-db", "-f", file], { stdio: ["ignore", "pipe", "ignore"] });
    const rig = new Rig(folder, haproxy, dns, [...backends, ...frontends], ports);
    if (backends.length > 0 && frontends.length > 0) await until(async () => (await rig.health()) === 200);
    return rig;
  }

  /** Pods that the DNS names from now on. */
  resolve(names: Partial<Record<"backend.test" | "frontend.test", readonly Pod[]>>): void {
    this.dns.names = { ...this.dns.names, ...names };
  }

  get(
    path: string,
    headers: http.OutgoingHttpHeaders = {},
    options: http.RequestOptions = {},
  ): Promise<Answer> {
    return request({ port: this.ports.http, path, headers, ...options });
  }

  post(path: string, body: string, options: http.RequestOptions = {}): Promise<Answer> {
    return request({ port: this.ports.http, path, method: "POST", ...options }, body);
  }

  /** Status of the probes' path; 0 if nothing answers. */
  async health(): Promise<number> {
    return request({ port: this.ports.stat, path: "/healthz" }).then(
      ({ status }) => status,
      () => 0,
    );
  }

  /** Sends what Kubernetes sends when it stops the pod, the image's stop signal; resolves when probes fail. */
  async softStop(): Promise<void> {
    await until(async () => {
      // Again and again: a master process that has just started may miss one.
      this.haproxy.kill("SIGUSR1");
      return (await this.health()) !== 200;
    });
  }

  async stop(): Promise<void> {
    const gone = this.haproxy.exitCode === null ? once(this.haproxy, "exit") : undefined;
    this.haproxy.kill("SIGTERM");
    await gone;
    this.dns.close();
    this.pods.forEach((pod) => pod.kill());
    rmSync(this.folder, { recursive: true });
  }
}

/** The blog's routes, on ports of this machine. */
export const routes = (backendPort = 8080, frontendPort = 3000): Route[] => [
  {
    name: "backend",
    path: "/api",
    dnsName: "backend.test",
    port: backendPort,
    readinessPath: "/ready",
    errors: "json",
  },
  {
    name: "frontend",
    path: "/",
    dnsName: "frontend.test",
    port: frontendPort,
    readinessPath: "/ready",
    errors: "html",
    retryNotFound: true,
  },
];

/** Waits for a condition, looking every 20 ms; gives up after 8 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 8000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited 8 s in vain for ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function request(options: http.RequestOptions, body?: string): Promise<Answer> {
  const sent = http.request({ host: "127.0.0.1", agent: false, ...options });
  sent.end(body);
  const [response] = (await once(sent, "response")) as [http.IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).toString(),
  };
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => net.createServer().listen(0, "0.0.0.0"));
  await Promise.all(servers.map((server) => once(server, "listening")));
  const ports = servers.map((server) => (server.address() as net.AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), "close")));
  return ports;
}
