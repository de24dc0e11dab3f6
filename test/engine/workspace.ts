import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import type { Faults } from "../standins/protocol/faults";
import { environmentIn, linkPlugins } from "./environment";
import { Hold, holdAt } from "./hold";
import { Outcome } from "./outcome";
import { Command, Ended, start } from "./process";
import { pushedIn } from "../doubles/registry/fileRegistry";
import { copyProject } from "./project";
import { registry } from "./registry";
import { State } from "./state";

/** How a stack begins. */
export interface Origin {
  /** Variables for the CLI and the stand-ins. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Options of "pulumi stack init". */
  readonly initOptions?: readonly string[];
}

/** An object of the cluster, as the Kubernetes API shows it. */
export type KubeObject = Record<string, any>;

/**
 * A copy of the project in a folder of its own, with a state, a cluster and a registry that are files in it:
 * neither Docker nor a cluster is needed, and a copy of the folder is a copy of all of them.
 */
export class Workspace {
  private runs = 0;

  private constructor(
    readonly folder: string,
    readonly stack: string,
  ) {}

  /** The project as it stands in the checkout, with an empty stack. */
  static async create(
    stack = "local",
    { variables = {}, initOptions = [] }: Origin = {},
  ): Promise<Workspace> {
    const workspace = new Workspace(mkdtempSync(join(tmpdir(), "blog-engine-")), stack);
    copyProject(workspace.folder);
    mkdirSync(workspace.path("state"));
    mkdirSync(workspace.path("home"));
    linkPlugins(workspace.path("home"));
    Object.assign(workspace.variables, variables);
    if (stack === "local") workspace.moveRegistry();
    await workspace.expect("stack", "init", stack, ...initOptions);
    return workspace;
  }

  /** Another workspace that is at the same point. */
  copy(): Workspace {
    const folder = mkdtempSync(join(tmpdir(), "blog-engine-"));
    cpSync(this.folder, folder, { recursive: true, verbatimSymlinks: true });
    const workspace = new Workspace(folder, this.stack);
    workspace.runs = this.runs;
    Object.assign(workspace.variables, this.variables);
    return workspace;
  }

  /** Removes the folder, and with it everything that was made. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts);
  }

  preview(...options: string[]): Promise<Outcome> {
    return this.logged("preview", ...options);
  }

  up(...options: string[]): Promise<Outcome> {
    return this.logged("up", "--yes", "--skip-preview", ...options);
  }

  refresh(...options: string[]): Promise<Outcome> {
    return this.logged("refresh", "--yes", "--skip-preview", ...options);
  }

  destroy(...options: string[]): Promise<Outcome> {
    return this.logged("destroy", "--yes", "--skip-preview", ...options);
  }

  /** The stack's state as "pulumi stack export" shows it. */
  async state(...options: string[]): Promise<State> {
    const { code, stdout, output } = await this.start(["stack", "export", ...options]).end;
    if (code !== 0) throw new Error(`pulumi stack export failed: ${output}`);
    return (JSON.parse(stdout) as { deployment: State }).deployment;
  }

  /** Runs a command of the Pulumi CLI to its end, whatever that is. */
  async run(...args: string[]): Promise<Outcome> {
    const run = ++this.runs;
    return new Outcome(await this.ended(run, args), []);
  }

  /** Starts a command of the Pulumi CLI; the caller waits for its end or ends it. */
  start(args: string[]): Command {
    registry().file = this.path("registry.json");
    return start("pulumi", [...args, "--non-interactive", "--color=never"], {
      cwd: this.folder,
      env: { ...process.env, ...environmentIn(this.folder, this.stack), ...this.variables },
    });
  }

  /** Variables that stay until they are taken away again; they reach the stand-ins. */
  readonly variables: Record<string, string> = {};

  /** Lets the stand-ins fail from now on, and in no other way than this. */
  fail(faults: Faults): void {
    this.variables.STANDIN_FAIL = JSON.stringify(faults);
  }

  /** Lets the stand-in wait, from now on, once it has done its work on a resource. */
  async hold(resource: string): Promise<Hold> {
    const socket = this.path("hold.sock");
    this.fail({ [resource]: { hold: socket } });
    return holdAt(socket);
  }

  /** Changes a file of the project; throws if that leaves it as it was. */
  edit(path: string, change: (text: string) => string): void {
    const before = readFileSync(this.path(path), "utf8");
    const after = change(before);
    if (after === before) throw new Error(`${path} is the same after the edit: correct the test.`);
    writeFileSync(this.path(path), after);
  }

  /** Changes the stack's configuration as an editor would; undefined takes a key away. */
  configure(keys: Record<string, unknown>): void {
    this.edit(`Pulumi.${this.stack}.yaml`, (text) => {
      const file = parse(text) as { config: Record<string, unknown> };
      return stringify({ ...file, config: { ...file.config, ...keys } });
    });
  }

  /** The registry of the committed stack is another one in each run of the tests. */
  private moveRegistry(): void {
    this.edit("Pulumi.local.yaml", (text) =>
      text.replace("registry: 127.0.0.1:5001/", `registry: ${registry().host}/`),
    );
  }

  /** All objects in the cluster. */
  get objects(): KubeObject[] {
    return readJson<KubeObject[]>(this.path("objects.json")) ?? [];
  }

  set objects(objects: KubeObject[]) {
    writeFileSync(this.path("objects.json"), JSON.stringify(objects));
  }

  /** The one object of a kind and name; throws if there is none. */
  object(kind: string, name: string): KubeObject {
    const found = this.objects.find((object) => object.kind === kind && object.metadata.name === name);
    if (!found) throw new Error(`The cluster has no ${kind} "${name}".`);
    return found;
  }

  /** Digests in the registry, by path of the repository and tag. */
  get images(): Record<string, string> {
    return pushedIn(this.path("registry.json")).images;
  }

  private async logged(command: string, ...options: string[]): Promise<Outcome> {
    const run = ++this.runs;
    const events = this.path(`events-${run}.json`);
    return Outcome.of(await this.ended(run, [command, ...options, "--event-log", events]), events);
  }

  /** Keeps what the command printed, for tests that look for what nobody may read. */
  private async ended(run: number, args: string[]): Promise<Ended> {
    const ended = await this.start(args).end;
    writeFileSync(this.path(`output-${run}.txt`), ended.output);
    return ended;
  }

  private async expect(...args: string[]): Promise<void> {
    const { code, output } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed: ${output}`);
  }
}

function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}
