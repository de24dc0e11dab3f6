import { createHash } from "node:crypto";
import { Failure } from "../failure";
import { output, ProcessFailure } from "../process";

/** The Docker that this command talks to. */
export type Docker = (...args: string[]) => Promise<string>;

/** Docker through its own client, wherever the client's settings point. */
export const docker: Docker = (...args) => output("docker", args);

/** Why Docker cannot be used, or undefined if it answers. */
export async function dockerTrouble(): Promise<string | undefined> {
  try {
    await docker("version", "--format", "{{.Server.Version}}");
    return undefined;
  } catch (error) {
    const failure = error as ProcessFailure;
    if (failure.code === undefined) return "the docker command is not installed";
    return failure.stderr.split("\n").at(-1) ?? "it does not answer";
  }
}

/** The state of a container: "running", "exited", …; undefined if there is none of that name. */
export async function containerState(name: string): Promise<string | undefined> {
  const names = await docker("ps", "--all", "--filter", `name=^${name}$`, "--format", "{{.State}}");
  return names === "" ? undefined : names;
}

/** The last line that a container printed, to either of its outputs; empty if there is none. */
export async function lastWords(name: string): Promise<string> {
  const printed = await output("sh", ["-c", 'docker logs --tail 5 "$0" 2>&1', name]).catch(() => "");
  return lastLine(printed);
}

/**
 * Starts a container unless it runs already with these very arguments; one with others is made anew, its
 * volumes stay. A Failure says which port is taken or which image cannot be pulled.
 */
export async function ensureContainer(name: string, image: string, run: readonly string[]): Promise<void> {
  const wanted = createHash("sha256").update(JSON.stringify(run)).digest("hex").slice(0, 12);
  const state = await containerState(name);
  const fits = state !== undefined && (await argumentsOf(name)) === wanted;
  if (fits && state === "running") return;
  try {
    // A container that was created but never started kept none of the ports it asked for.
    if (fits && state !== "created") {
      await docker("start", name);
      return;
    }
    if (state !== undefined) await docker("rm", "--force", name);
    await docker("run", "--detach", "--name", name, "--label", `${ARGUMENTS}=${wanted}`, ...run);
  } catch (error) {
    throw explained(name, image, (error as ProcessFailure).stderr);
  }
}

/** Label that tells with which arguments a container was made. */
const ARGUMENTS = "blog-stack.arguments";

const argumentsOf = (name: string) =>
  docker("inspect", "--format", `{{index .Config.Labels "${ARGUMENTS}"}}`, name);

function explained(name: string, image: string, stderr: string): Failure {
  const port = /(?:Bind for|listen tcp4?) (?:[\d.]+):(\d+)/.exec(stderr)?.[1];
  if (port !== undefined) {
    return new Failure(
      `Port ${port} on this machine is taken, and container ${name} needs it: stop what listens there, or set another port in Pulumi.local.yaml.`,
    );
  }
  if (/pull access denied|manifest unknown|not found|no such host|failed to resolve|timeout/i.test(stderr)) {
    return new Failure(
      `Image ${image} cannot be pulled (${lastLine(stderr)}): check this machine's connection to the registry.`,
    );
  }
  return new Failure(`Container ${name} does not start (${lastLine(stderr)}): see "docker logs ${name}".`);
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
