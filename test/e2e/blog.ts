import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parse, stringify } from "yaml";
import { output } from "../../commands/process";

const CHECKOUT = dirname(dirname(__dirname));
const PROJECT = [
  ...["index.ts", "config.ts", "config", "components", "commands", "dockerfiles"],
  ...["Pulumi.yaml", "Pulumi.local.yaml", "package.json", "tsconfig.json", "typescript.cjs"],
];
/** Names and ports beside those of "npm run local", so that a blog that runs on this machine is left alone. */
const CONTEXT = "blog-e2e";
const REGISTRY = "127.0.0.1:15001";

/** The backend's configuration: a rollout that hangs is given up soon. */
export const BACKEND = { minReplicas: 2, maxReplicas: 2, cpu: "50m", readyWithinSeconds: 30 };
/** As many pods under load as without: a test can tell whether one was replaced. */
const FRONTEND = { minReplicas: 2, maxReplicas: 2, cpu: "20m" };
/** The load comes from one client, which would soon have had its share. */
const RATE_LIMIT = 1_000_000;

/** How a command ended and what it printed. */
export interface Ended {
  readonly code: number;
  readonly text: string;
}

/** A copy of the project that "npm run local" runs for real: containers, cluster, proxy, database. */
export class LocalBlog {
  readonly url = "http://127.0.0.1:18080";
  readonly folder = mkdtempSync(join(tmpdir(), "blog-e2e-"));

  constructor() {
    const filter = (path: string) => !["node_modules", "build"].includes(basename(path));
    for (const part of PROJECT)
      cpSync(join(CHECKOUT, part), join(this.folder, part), { recursive: true, filter });
    symlinkSync(join(CHECKOUT, "node_modules"), join(this.folder, "node_modules"));
    this.configure({
      "blog:backend": BACKEND,
      "blog:frontend": FRONTEND,
      "blog:proxy": {
        image: `${REGISTRY}/haproxytech/haproxy-alpine`,
        minReplicas: 2,
        cpu: "50m",
        memory: "128Mi",
        rateLimit: RATE_LIMIT,
      },
      "blog:cluster": {
        registry: `${REGISTRY}/blog`,
        kubeconfig: ".local/kubeconfig",
        context: CONTEXT,
        edge: { type: "NodePort", nodePort: 30080, url: this.url },
      },
    });
  }

  /** Sets keys of the stack's configuration. */
  configure(keys: Record<string, unknown>): void {
    this.edit("Pulumi.local.yaml", (text) => {
      const file = parse(text) as { config: Record<string, unknown> };
      return stringify({ ...file, config: { ...file.config, ...keys } });
    });
  }

  /** Changes a file of the project; throws if that leaves it as it was. */
  edit(path: string, change: (text: string) => string): void {
    const place = join(this.folder, path);
    const before = readFileSync(place, "utf8");
    const after = change(before);
    if (after === before) throw new Error(`${path} is the same after the edit: correct the test.`);
    writeFileSync(place, after);
  }

  /** Runs the command behind "npm run local" to its end. */
  local(...args: string[]): Promise<Ended> {
    return this.start("tsx", ["commands/local.ts", ...args]).ended;
  }

  /** Runs Pulumi on the stack by hand, as the README has it. */
  pulumi(...args: string[]): Promise<Ended> {
    return this.start("pulumi", [...args, "--stack=local", "--non-interactive", "--color=never"]).ended;
  }

  /** Starts a program in the project's folder with some variables set anew. */
  start(program: string, args: string[], env: Record<string, string> = {}) {
    const state = {
      PULUMI_BACKEND_URL: `file://${join(this.folder, ".local/state")}?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "",
    };
    // A group of its own, so that a test can end it with all that it started.
    const child = spawn(program, args, {
      cwd: this.folder,
      env: { ...process.env, ...state, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += chunk));
    const ended = new Promise<Ended>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code: code ?? -1, text }));
    });
    /** Resolves once these words were printed; throws if the program ends without them. */
    const prints = (words: RegExp) =>
      new Promise<void>((resolve, reject) => {
        const look = () => words.test(text) && resolve();
        child.stdout.on("data", look);
        void ended.then(() => reject(new Error(`ended without ${String(words)}: ${text}`)), reject);
      });
    return { child, ended, prints };
  }

  kubectl(...args: string[]): Promise<string> {
    return output("docker", ["exec", `${CONTEXT}-k3s`, "kubectl", ...args]);
  }

  /** What Docker holds of this blog: containers, volumes, networks. */
  async leftovers(): Promise<string[]> {
    const of = async (...args: string[]) => (await output("docker", args)).split("\n");
    const all = [
      ...(await of("ps", "--all", "--format", "{{.Names}}")),
      ...(await of("volume", "ls", "--format", "{{.Name}}")),
      ...(await of("network", "ls", "--format", "{{.Name}}")),
    ];
    return all.filter((name) => name.startsWith(CONTEXT));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async posts(): Promise<Post[]> {
    return ((await (await fetch(`${this.url}/api/posts?limit=50`)).json()) as { posts: Post[] }).posts;
  }

  async write(post: { title: string; author: string; body: string }): Promise<Post> {
    const response = await fetch(`${this.url}/api/posts`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(post),
    });
    if (response.status !== 201)
      throw new Error(`POST /api/posts answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Post;
  }
}

export interface Post {
  readonly id: number;
  readonly title: string;
  readonly author: string;
  readonly body: string;
}
