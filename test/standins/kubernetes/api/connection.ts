import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import type { JsonObject } from "../../protocol/value";
import { at, listAt, textAt } from "../object";
import type { ActiveContext } from "./kubeconfig";

/** How to reach the API server and who to be there. */
export interface Connection {
  readonly server: URL;
  readonly agent: Agent;
  readonly headers: Record<string, string>;
}

export function connectionOf({ cluster, user }: ActiveContext): Connection {
  const server = new URL(textAt(cluster, "server") ?? "");
  if (server.protocol !== "https:")
    throw new Error(`the cluster's server ${server.href} must be an https address`);
  const issued = credentialsOf(user);
  const agent = new Agent({
    keepAlive: true,
    ca: contentOf(cluster, "certificate-authority"),
    cert: textAt(issued, "clientCertificateData") ?? contentOf(user, "client-certificate"),
    key: textAt(issued, "clientKeyData") ?? contentOf(user, "client-key"),
    rejectUnauthorized: at(cluster, "insecure-skip-tls-verify") !== true,
    servername: textAt(cluster, "tls-server-name"),
  });
  const token = textAt(issued, "token") ?? textAt(user, "token") ?? fileOf(textAt(user, "tokenFile"));
  return { server, agent, headers: token ? { Authorization: `Bearer ${token.trim()}` } : {} };
}

/** What the user's credential program answers, for example `aws eks get-token`. */
function credentialsOf(user: JsonObject): JsonObject {
  const command = textAt(user, "exec", "command");
  if (!command) return {};
  const variables = listAt(user, "exec", "env").map((item) => [textAt(item, "name"), textAt(item, "value")]);
  const output = execFileSync(command, listAt(user, "exec", "args").map(String), {
    encoding: "utf8",
    env: { ...process.env, ...(Object.fromEntries(variables) as Record<string, string>) },
  });
  return (at(JSON.parse(output) as JsonObject, "status") ?? {}) as JsonObject;
}

/** A kubeconfig holds a file's path under a key, or its contents in base64 under `KEY-data`. */
function contentOf(object: JsonObject, key: string): string | undefined {
  const data = textAt(object, `${key}-data`);
  return data === undefined ? fileOf(textAt(object, key)) : Buffer.from(data, "base64").toString("utf8");
}

function fileOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : readFileSync(path, "utf8");
}
