import * as pulumi from "@pulumi/pulumi";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Login } from "./authorization";

const configSchema = z.object({
  auths: z.record(z.string(), z.object({ auth: z.string().optional() })).default({}),
  credHelpers: z.record(z.string(), z.string()).default({}),
  credsStore: z.string().optional(),
});
const helperSchema = z.object({ Username: z.string(), Secret: z.string() });

/** Name under which Docker keeps the login to Docker Hub. */
const HUB = "https://index.docker.io/v1/";
/** User in place of whom a helper gives a token of another protocol. */
const TOKEN_USER = "<token>";

/**
 * The login to a registry that "docker login" left on this machine; undefined if there is none.
 *
 * `folder` is Docker's, with config.json. Docker itself need not be there. Throws a RunError if the file or the
 * helper that it names cannot be used.
 */
export async function dockerLogin(registry: string, folder = dockerFolder()): Promise<Login | undefined> {
  const file = join(folder, "config.json");
  const config = readConfig(file);
  if (config === undefined) return undefined;
  const server = registry === "docker.io" ? HUB : registry;
  const helper = config.credHelpers[server] ?? config.credsStore;
  if (helper !== undefined) return askHelper(helper, server, file);
  const [, entry] = Object.entries(config.auths).find(([key]) => hostOf(key) === hostOf(server)) ?? [];
  const [, username, password] = /^([^:]+):([^]*)$/.exec(decoded(entry?.auth)) ?? [];
  return username === undefined ? undefined : { username, password };
}

const dockerFolder = () => process.env.DOCKER_CONFIG ?? join(homedir(), ".docker");

function readConfig(file: string): z.infer<typeof configSchema> | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return configSchema.parse(JSON.parse(text));
  } catch {
    throw new pulumi.RunError(
      `${file} is not a configuration of Docker: correct it or log in anew with "docker login".`,
    );
  }
}

/** Runs a helper that keeps logins outside the file. */
async function askHelper(helper: string, server: string, file: string): Promise<Login | undefined> {
  const command = `docker-credential-${helper}`;
  const { stdout, problem } = await run(command, server);
  if (problem && /not found in native keychain/.test(stdout)) return undefined;
  const login = problem ? undefined : helperSchema.safeParse(json(stdout)).data;
  if (login)
    return login.Username === TOKEN_USER ? undefined : { username: login.Username, password: login.Secret };
  throw new pulumi.RunError(
    `The login to ${server} cannot be had from ${command}, which ${file} names (${problem ?? "no login in its answer"}): ` +
      "install it or remove it from the file.",
  );
}

function run(command: string, input: string): Promise<{ stdout: string; problem?: string }> {
  return new Promise((resolve) => {
    const child = execFile(command, ["get"], { timeout: 30_000 }, (error, stdout) =>
      resolve({ stdout, problem: error === null ? undefined : String(error.code ?? error.signal) }),
    );
    // A helper that is not there, or does not read, shows in the callback.
    child.stdin?.on("error", () => undefined).end(input);
  });
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const decoded = (text = "") => Buffer.from(text, "base64").toString();
/** Docker kept whole addresses once. */
const hostOf = (server: string) => server.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
