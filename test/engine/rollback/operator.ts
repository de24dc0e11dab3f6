import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BlogServer } from "../blogServer";
import { environmentIn } from "../environment";
import { CHECKOUT } from "../project";
import { registry } from "../registry";
import { Workspace } from "../workspace";

/** What a command of the project printed, and how it ended. */
export interface Said {
  /** Exit code; undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly out: string;
  readonly err: string;
}

/** A command that runs. */
export interface Running {
  readonly end: Promise<Said>;
  /** Kills the command with all that it started, as a machine does that goes down. */
  kill(): void;
}

/** Somebody who runs commands of the project in a workspace whose stack is up. */
export class Operator {
  private constructor(
    readonly workspace: Workspace,
    readonly blog: BlogServer,
  ) {}

  /** At the stack "local", whose blog answers. */
  static async at(workspace: Workspace): Promise<Operator> {
    const operator = await Operator.elsewhere(workspace);
    const { blog } = operator;
    const move = (text: string) => text.replaceAll("http://127.0.0.1:8080", blog.url);
    workspace.edit("Pulumi.local.yaml", move);
    workspace.edit("state/.pulumi/stacks/blog/local.json", move);
    // Where the commands look for the state of the stack "local".
    mkdirSync(workspace.path(".local"), { mode: 0o700 });
    symlinkSync(workspace.path("state"), workspace.path(".local/state"));
    return operator;
  }

  /** At another stack, whose blog nobody reaches. */
  static async elsewhere(workspace: Workspace): Promise<Operator> {
    cpSync(join(CHECKOUT, "commands"), workspace.path("commands"), { recursive: true });
    return new Operator(workspace, await BlogServer.start(workspace));
  }

  /** Runs "npm run COMMAND -- --stack STACK …" to its end, without a terminal. */
  run(command: "rollback" | "releases", ...args: readonly string[]): Promise<Said> {
    return this.start(command, ...args).end;
  }

  start(command: "rollback" | "releases", ...args: readonly string[]): Running {
    const { words, options } = this.commandLine(command, args);
    const child = spawn(words[0], words.slice(1), {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const [out, err] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
    const end = new Promise<Said>((resolve, reject) => {
      child.on("error", reject);
      child.on(
        "close",
        (code) =>
          void Promise.all([out, err]).then(([said, complained]) =>
            resolve({ code: code ?? undefined, out: said.join(""), err: complained.join("") }),
          ),
      );
    });
    return { end, kill: () => void process.kill(-(child.pid ?? 0), "SIGKILL") };
  }

  /** The words of a command line, and where it is to run. */
  commandLine(command: string, args: readonly string[]) {
    registry().file = this.workspace.path("registry.json");
    const stack = args.includes("--stack") ? [] : ["--stack", this.workspace.stack];
    return {
      words: ["tsx", this.workspace.path(`commands/${command}.ts`), ...stack, ...args],
      options: {
        cwd: this.workspace.folder,
        env: { ...process.env, ...environmentIn(this.workspace.folder, ""), ...this.workspace.variables },
      },
    };
  }

  /** The stack's file as it stands. */
  get file(): string {
    return readFileSync(this.workspace.path("Pulumi.local.yaml"), "utf8");
  }

  set file(text: string) {
    writeFileSync(this.workspace.path("Pulumi.local.yaml"), text);
  }

  /** What the stack's state says of its resources, without secrets: these are encrypted anew each time. */
  get resources(): readonly unknown[] {
    const state = readFileSync(this.workspace.path("state/.pulumi/stacks/blog/local.json"), "utf8");
    const plain = (key: string, value: unknown) => (key === "ciphertext" ? undefined : value);
    const { checkpoint } = JSON.parse(state, plain) as { checkpoint: { latest: { resources: unknown[] } } };
    return checkpoint.latest.resources;
  }
}
