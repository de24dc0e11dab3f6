import { readFileSync } from "node:fs";
import { posix, relative, sep } from "node:path";
import type { Readable } from "node:stream";
import type { Log } from "../protocol/log";
import type { Build } from "./build";
import type { Daemon } from "./daemon";
import { errorOf, type Message, messages } from "./stream";
import { packContext } from "./tar";
import { parseTrace } from "./trace";

/** How much of a failed step's output is repeated in the error, in lines. */
const FAILURE_LINES = 20;
/** How much of each step's output is kept for that, in characters. */
const FAILURE_CHARACTERS = 8000;
const OUTSIDE_DOCKERFILE = ".dockerfile.outside";

/** Builds and tags an image through the Docker API; returns its local id. */
export async function buildImage(
  daemon: Daemon,
  name: string,
  build: Build,
  log: Log,
  signal: AbortSignal,
): Promise<string> {
  const inside = dockerfileInContext(build);
  const outside = inside.startsWith("../");
  const extra = outside ? { path: OUTSIDE_DOCKERFILE, content: readFileSync(build.dockerfile) } : undefined;
  const keep = outside ? [".dockerignore"] : [inside, ".dockerignore"];
  const body = packContext(build.context, build.dockerfile, keep, extra);
  const query = queryOf(name, build, outside ? OUTSIDE_DOCKERFILE : inside);
  log.status("Starting Docker build");
  const answer = await daemon.call("POST", `/build?${query}`, {
    headers: { "Content-Type": "application/x-tar" },
    body,
    signal,
  });
  return readBuild(answer, log);
}

/** The Dockerfile as seen from the context; begins with `../` when it lies outside. */
export function dockerfileInContext({ context, dockerfile }: Build): string {
  return posix.normalize(relative(context, dockerfile).split(sep).join("/"));
}

function queryOf(name: string, build: Build, dockerfile: string): string {
  const query = new URLSearchParams({
    t: name,
    dockerfile,
    version: build.builderVersion,
    platform: build.platform,
    buildargs: JSON.stringify(build.args),
    rm: "1",
  });
  if (build.target) query.set("target", build.target);
  if (build.network) query.set("networkmode", build.network);
  if (build.addHosts.length > 0) query.set("extrahosts", build.addHosts.join(","));
  return query.toString();
}

async function readBuild(answer: Readable, log: Log): Promise<string> {
  const output = new BuildOutput(log);
  let imageId: string | undefined;
  for await (const message of messages(answer)) {
    const error = errorOf(message);
    if (error) throw new Error(`error reading build output: ${error}${output.ofFailedStep()}`);
    imageId = builtImage(message) ?? imageId;
    output.add(message);
  }
  if (!imageId) throw new Error("no image id found in build output");
  return imageId;
}

function builtImage({ id, aux }: Message): string | undefined {
  if (id === "moby.buildkit.trace") return undefined;
  return (aux as { ID?: string } | undefined)?.ID;
}

/** Shows the build to the person who waits for it, and remembers each step's output for an error. */
class BuildOutput {
  private readonly output = new Map<string, string>();
  private readonly names = new Map<string, string>();
  private failed = "";

  constructor(private readonly log: Log) {}

  add({ id, aux, stream, status }: Message): void {
    if (id === "moby.buildkit.trace") return this.addTrace(String(aux));
    const text = stream ?? status;
    if (text) this.remember("", text.endsWith("\n") ? text : `${text}\n`);
  }

  /** The legacy builder has no steps, so its last lines stand for the failed one. */
  ofFailedStep(): string {
    const lines = (this.output.get(this.failed) ?? "").trimEnd().split("\n").slice(-FAILURE_LINES);
    const step = this.names.get(this.failed);
    return lines.join("") === "" ? "" : `\n${step ?? "last output"}:\n${lines.join("\n")}`;
  }

  private addTrace(base64: string): void {
    const { steps, logs } = parseTrace(base64);
    for (const { digest, name, error } of steps) {
      this.names.set(digest, name);
      if (error !== "") this.failed = digest;
      this.log.status(name);
    }
    for (const { step, text } of logs) this.remember(step, text);
  }

  private remember(step: string, text: string): void {
    const output = (this.output.get(step) ?? "") + text;
    this.output.set(step, output.slice(-FAILURE_CHARACTERS));
    this.log.status(output.trimEnd().split("\n").at(-1) ?? "");
  }
}
