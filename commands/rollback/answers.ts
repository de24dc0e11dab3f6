import { get as getPlain, IncomingMessage } from "node:http";
import { get as getSecure } from "node:https";
import { ServiceName } from "../releases/deployed";

/** Milliseconds for one answer. */
const PATIENCE = 5000;

const ASKING: Readonly<Record<ServiceName, { path: string; version: (body: string) => unknown }>> = {
  backend: { path: "/api/version", version: (body) => (JSON.parse(body) as { version?: unknown }).version },
  frontend: {
    path: "/",
    version: (body) => /<meta\s+name="version"\s+content="([^"]*)"/.exec(body)?.[1],
  },
};

/** The version of a service that answers through the proxy now; undefined if none does. */
export async function answeringVersion(url: string, service: ServiceName): Promise<string | undefined> {
  const { path, version } = ASKING[service];
  try {
    const found = version(await bodyOf(`${url}${path}`));
    return typeof found === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Answers of one service that are asked for at once; one pod of four would be missed once in three hundred times. */
const SAMPLE = 20;

/** All versions of a service that answer through the proxy now; empty if none does. */
export async function answeringVersions(url: string, service: ServiceName): Promise<ReadonlySet<string>> {
  const answers = await Promise.all(Array.from({ length: SAMPLE }, () => answeringVersion(url, service)));
  return new Set(answers.flatMap((version) => version ?? []));
}

/** The version of the database's schema as the backend sees it; undefined if it does not answer or does not know. */
export async function answeringSchema(url: string): Promise<number | undefined> {
  try {
    const body = JSON.parse(await bodyOf(`${url}/api/version`)) as { schema?: { live?: unknown } };
    return typeof body.schema?.live === "number" ? body.schema.live : undefined;
  } catch {
    return undefined;
  }
}

/** Asks on a connection of its own: a kept one would lead to the same proxy, and maybe pod, each time. */
async function bodyOf(address: string): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const get = address.startsWith("https:") ? getSecure : getPlain;
    get(address, { agent: false, signal: AbortSignal.timeout(PATIENCE) }, resolve).on("error", reject);
  });
  let body = "";
  for await (const chunk of response.setEncoding("utf8")) body += chunk as string;
  if (response.statusCode !== 200) throw new Error(`${address} answered ${response.statusCode}`);
  return body;
}
