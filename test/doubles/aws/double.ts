import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** One resource that the double holds. */
export interface Resource {
  /** Service as botocore names it, such as "ec2". */
  readonly service: string;
  /** Such as "Vpc". */
  readonly kind: string;
  readonly id: string;
  readonly arn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** One request that the double was asked. */
export interface ApiRequest {
  readonly service: string;
  /** Name of the operation, such as "DescribeVpcs". */
  readonly action: string;
  readonly accessKeyId: string;
  /** Judged by the operation's verb. */
  readonly readOnly: boolean;
}

/** A running double: an AWS account in memory. */
export interface Aws {
  readonly url: string;
  /** What points SDKs, the aws CLI and providers at the double, with credentials that may do everything. */
  readonly environment: Record<string, string>;
  /** All that was created and is still there. */
  everything(): Promise<Resource[]>;
  /** All requests since the start or the last reset. */
  requests(): Promise<ApiRequest[]>;
  /** Forgets resources and requests. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

type Server = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts a double of its own on a free port; it ends with this process at the latest.
 *
 * `settings` are variables for it: DOUBLE_REGISTRY is the address that it gives for the account's registry.
 */
export async function startAws(settings: Readonly<Record<string, string>> = {}): Promise<Aws> {
  const python = process.env["BLOG_LAB_AWS"];
  if (!python) {
    throw new Error(
      "BLOG_LAB_AWS is not set: run the tests with `npm run lab -- run --only pulumi -- <command>`",
    );
  }
  // Standard input stays open for as long as this process lives: the double ends when it closes.
  const server = spawn(python, ["-B", "-m", "double"], {
    cwd: __dirname,
    env: { ...process.env, ...settings },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const url = `http://127.0.0.1:${await portOf(server)}`;
  letGo(server);
  return {
    url,
    environment: environmentFor(url),
    everything: () => ask(`${url}/blog-test/everything`),
    requests: () => ask(`${url}/blog-test/requests`),
    reset: async () => void (await ask(`${url}/blog-test/reset`, "POST")),
    stop: () => stop(server),
  };
}

/** The first line that the server prints is its port. */
function portOf(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the AWS double ended with ${code} before it was ready`)));
    createInterface({ input: server.stdout }).once("line", resolve);
  });
}

/** A test process that ends without stopping the double must not wait for it. */
function letGo(server: Server): void {
  server.unref();
  // Pipes are sockets, which the types of child processes do not say.
  for (const pipe of [server.stdin, server.stdout]) (pipe as unknown as Socket).unref();
}

function environmentFor(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_EC2_METADATA_DISABLED: "true",
    // Nobody's own profiles decide how a test ends.
    AWS_CONFIG_FILE: "/nonexistent/config",
    AWS_SHARED_CREDENTIALS_FILE: "/nonexistent/credentials",
  };
}

async function ask<Answer>(url: string, method = "GET"): Promise<Answer> {
  const response = await fetch(url, { method });
  if (!response.ok) throw new Error(`the AWS double answered ${response.status} to ${method} ${url}`);
  return (await response.json()) as Answer;
}

function stop(server: Server): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return Promise.resolve();
  server.ref();
  return new Promise((resolve) => {
    server.once("exit", () => resolve());
    server.stdin.end();
  });
}
