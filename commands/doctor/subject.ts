import { LocalWorkspace, PulumiCommand } from "@pulumi/pulumi/automation";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Caller, callerOf, Session } from "../../components/platform/aws/commandLine";
import { Config } from "../../config";
import { LocalSettings, localSettings, PRIVATE, ROOT } from "../local/settings";
import { readStack } from "../plan/program/stackFile";
import { stackTrouble } from "../stackTrouble";
import { configurationOf } from "./configuration";
import { NotAsked } from "./finding";

/** What a state holds that a look at it is for. */
export interface State {
  readonly pending_operations?: readonly {
    readonly type: string;
    readonly resource: { readonly urn: string };
  }[];
}

/** The stack that is looked at. What several checks want to know is asked once. */
export class Subject {
  readonly platform: string | undefined;
  private readonly file: ReturnType<typeof readStack>;

  /** Throws a Failure if the project has no file of that stack. */
  constructor(readonly stack: string) {
    this.file = readStack(ROOT, stack);
    this.platform = this.file.config["blog:platform"];
  }

  get project(): string {
    return this.file.project;
  }

  /** What the cluster in AWS, and all that is named after it, is called. */
  get cluster(): string {
    return `${this.project}-${this.stack}`;
  }

  /** Settings of a stack whose registry and cluster are containers of "npm run local". */
  get local(): LocalSettings | undefined {
    if (this.stack !== "local") return undefined;
    const settings = localSettings();
    return settings.managed ? settings : undefined;
  }

  /** Throws a RunError with a line for each key that is wrong. */
  readonly config = once((): Promise<Config> => configurationOf(this.file, this.stack));

  async session(): Promise<Session> {
    const config = await this.config();
    if (config.platform !== "aws") throw new Error(`${this.stack} is not on AWS.`);
    return config.provider;
  }

  /** Throws a RunError that says what is wrong with the credentials. */
  readonly caller = once(async (): Promise<Caller> => callerOf(await this.session()));

  /** The CLI on PATH; nothing is installed for a look. */
  readonly cli = once(async (): Promise<PulumiCommand> => {
    const cli = await PulumiCommand.get({ skipVersionCheck: true }).catch(() => undefined);
    if (cli) return cli;
    throw new NotAsked("The Pulumi CLI is not on PATH, and only it can tell.");
  });

  /** Whether the stack is in its backend. */
  readonly exists = once(async (): Promise<boolean> => {
    if (this.stack === "local" && !existsSync(join(PRIVATE, "state"))) return false;
    const stacks = await this.asked((workspace) => workspace.listStacks());
    return stacks.some(({ name }) => name === this.stack || name.endsWith(`/${this.stack}`));
  });

  /** The state, its secrets decrypted; undefined as long as there is none. */
  readonly state = once(async (): Promise<State | undefined> => {
    if (!(await this.exists())) return undefined;
    const exported = await this.asked((workspace) => workspace.exportStack(this.stack));
    return (exported as { deployment?: State }).deployment;
  });

  /** Asks the Pulumi CLI without selecting a stack, which would change what other commands work on. */
  readonly asked = async <T>(ask: (workspace: LocalWorkspace) => Promise<T>): Promise<T> => {
    const pulumiCommand = await this.cli();
    try {
      return await ask(
        await LocalWorkspace.create({ workDir: ROOT, pulumiCommand, envVars: this.variables }),
      );
    } catch (error) {
      throw stackTrouble(this.stack, error) ?? error;
    }
  };

  /** Where the state of the stack on this machine lies. */
  private get variables(): Record<string, string> {
    const quiet = { PULUMI_SKIP_UPDATE_CHECK: "true" };
    if (this.stack !== "local") return quiet;
    const state = `file://${join(PRIVATE, "state")}?metadata=skip`;
    return { ...quiet, PULUMI_BACKEND_URL: state, PULUMI_CONFIG_PASSPHRASE: "" };
  }
}

/** A question whose first answer is that of all further ones. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => (answer ??= ask());
}
