import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { workflows } from "../../unit/workflows/workflow";
import { environmentIn } from "../environment";
import { Ended, start } from "../process";
import { CHECKOUT } from "../project";
import { registry } from "../registry";
import { Workspace } from "../workspace";

/** What the steps run besides the program itself. */
const COMMANDS = ["commands", "policy", "package-lock.json", ".npmrc"];

/** A command of a workflow, with the variables of its job and its own. */
interface Command {
  readonly workflow: string;
  readonly job: string;
  readonly run: string;
  readonly env: Readonly<Record<string, string>>;
}

/** How a step ended, and what it handed on. */
export interface StepEnded extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

/** All commands of the workflows, those of the project's own action last. */
export function commands(): Command[] {
  const own = parse(readFileSync(join(CHECKOUT, ".github/actions/prepare/action.yml"), "utf8"));
  const steps = workflows().flatMap(({ file, jobs }) =>
    Object.entries(jobs).flatMap(([job, { env, steps }]) =>
      steps.map((step) => ({
        workflow: file.split("/").at(-1) ?? "",
        job,
        run: step.run,
        env: { ...env, ...step.env },
      })),
    ),
  );
  const prepare = own.runs.steps.map(({ run }: { run?: string }) => ({
    workflow: "prepare",
    job: "",
    run,
    env: {},
  }));
  return [...steps, ...prepare].filter((step): step is Command => step.run !== undefined);
}

/** Makes a workspace a clone of a repository, with all that the steps run. */
export function makeRepository(workspace: Workspace): void {
  for (const part of COMMANDS) cpSync(join(CHECKOUT, part), workspace.path(part), { recursive: true });
  writeFileSync(
    workspace.path(".gitignore"),
    "node_modules\nstate\nhome\n*.json\n!package*.json\n!tsconfig.json\noutput-*\n",
  );
  git(workspace, "init", "--quiet", "--initial-branch=main");
  commit(workspace, "Begin");
}

export function commit(workspace: Workspace, subject: string): string {
  git(workspace, "add", "--all");
  git(
    workspace,
    "-c",
    "user.name=Test",
    "-c",
    "user.email=test@example.com",
    "commit",
    "--quiet",
    "--message",
    subject,
  );
  return git(workspace, "rev-parse", "HEAD");
}

export const git = (workspace: Workspace, ...args: string[]) =>
  execFileSync("git", args, { cwd: workspace.folder }).toString().trim();

/** Runs the commands of jobs in a workspace as a runner would. */
export class Runner {
  /** Commands that ran, as "workflow job: command". */
  readonly ran = new Set<string>();

  constructor(
    readonly workspace: Workspace,
    /** What the expressions of workflows stand for. */
    private readonly expressions: Record<string, string>,
    /** Variables that every step has. */
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  /** Runs the one command of a job that has a text in it. */
  async step(
    workflow: string,
    job: string,
    part: string,
    expressions: Record<string, string> = {},
  ): Promise<StepEnded> {
    const found = commands().filter(
      (one) => one.workflow === workflow && one.job === job && one.run.includes(part),
    );
    if (found.length !== 1)
      throw new Error(`${workflow} ${job} has ${found.length} commands with "${part}".`);
    const [{ run, env }] = found as [Command];
    this.ran.add(`${workflow} ${job}: ${run}`);
    const known = { ...this.expressions, ...expressions };
    return this.run(
      run,
      Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filledIn(text, known)])),
    );
  }

  private async run(command: string, env: Record<string, string>): Promise<StepEnded> {
    registry().file = this.workspace.path("registry.json");
    const folder = mkdtempSync(join(tmpdir(), "step-"));
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STEP_SUMMARY: join(folder, "summary") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    try {
      const { folder: cwd, stack, variables } = this.workspace;
      const ended = await start("bash", ["-e", "-c", command], {
        cwd,
        env: {
          ...process.env,
          ...environmentIn(cwd, stack),
          ...variables,
          ...this.environment,
          ...env,
          ...files,
        },
      }).end;
      return {
        ...ended,
        outputs: outputsIn(readFileSync(files.GITHUB_OUTPUT, "utf8")),
        summary: readFileSync(files.GITHUB_STEP_SUMMARY, "utf8"),
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

/** Puts values in the place of expressions; one that the test knows nothing of fails it. */
function filledIn(text: string, known: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{\{ *(.*?) *\}\}/g, (_, expression: string) => {
    const value = known[expression];
    if (value === undefined) throw new Error(`Say in the test what \${{ ${expression} }} is.`);
    return value;
  });
}

/** Outputs as a runner reads them: NAME<<END, lines, END. */
function outputsIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/^(\w+)<<(\S+)\n([^]*?)\n?^\2$/gm)].map(([, name, , value]) => [name, value]),
  );
}
