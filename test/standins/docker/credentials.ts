import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Log } from "../protocol/log";
import { isProperties, type Properties, reveal, textOf } from "../protocol/value";
import { requireQualified } from "./reference";

export interface Credentials {
  readonly serveraddress: string;
  readonly username?: string;
  readonly password?: string;
  readonly identitytoken?: string;
}

interface ConfigFile {
  auths?: Record<string, { auth?: string; identitytoken?: string } | undefined>;
  credHelpers?: Record<string, string>;
}

/** Credentials of the program if it gives both halves, else those of `docker login` on this machine. */
export function credentialsFor(
  imageName: string,
  registry: Properties["registry"] | undefined,
  log: Log,
): Credentials {
  const plain = registry === undefined ? {} : reveal(registry);
  const given = isProperties(plain) ? plain : {};
  const username = textOf(given.username);
  const password = textOf(given.password);
  const host = hostOf(textOf(given.server) ?? requireQualified(imageName).domain);
  if (username && password) return { serveraddress: host, username, password };
  if (username || password) {
    const [missing, set] = username ? ["password", "username"] : ["username", "password"];
    log.warning(`${missing} was not set, although ${set} was; using host credentials file`);
  }
  return storedCredentials(host);
}

function hostOf(server: string): string {
  const host = server.replace(/^https?:\/\//, "").split("/", 1)[0];
  const hub = ["docker.io", "index.docker.io", "registry-1.docker.io"];
  return hub.includes(host) ? "https://index.docker.io/v1/" : host;
}

function storedCredentials(host: string): Credentials {
  const file = join(process.env.DOCKER_CONFIG ?? join(homedir(), ".docker"), "config.json");
  if (!existsSync(file)) return { serveraddress: host };
  const config = JSON.parse(readFileSync(file, "utf8")) as ConfigFile;
  if (config.credHelpers?.[host]) {
    throw new Error(
      `the credential helper for ${host} in ${file} is not supported by the stand-in: use docker login`,
    );
  }
  const stored = config.auths?.[host] ?? config.auths?.[`https://${host}`];
  const [username, ...password] = Buffer.from(stored?.auth ?? "", "base64")
    .toString("utf8")
    .split(":");
  if (stored?.identitytoken) return { serveraddress: host, identitytoken: stored.identitytoken };
  return username === ""
    ? { serveraddress: host }
    : { serveraddress: host, username, password: password.join(":") };
}
