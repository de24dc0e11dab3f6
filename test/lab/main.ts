import { labEnvironment, shellLines } from "./environment";
import { down, type DownOptions } from "./down";
import { LabFailure } from "./failure";
import { labPaths } from "./paths";
import { runCommand } from "./run";
import { currentParts, status } from "./status";
import { Steps } from "./steps";
import { up, type UpOptions } from "./up";

async function main(): Promise<void> {
  const { Command, Option } = await import("commander");
  const only = () => new Option("--only <part>", "bring up this part alone").choices(["pulumi", "checkers"]);
  const lab = new Command("lab")
    .description("Real parts for tests on a machine that reaches package registries only")
    .showHelpAfterError();

  lab
    .command("up")
    .description("bring up what is missing")
    .addOption(only())
    .action(async (options: UpOptions) => {
      await up(labPaths(), new Steps(), options);
    });

  lab
    .command("run")
    .description("bring up what is missing, then run a command with the lab's environment")
    .addOption(only())
    .argument("<command...>", "command and its arguments, after --")
    .action(async (commandLine: string[], options: UpOptions) => {
      const paths = labPaths();
      const parts = await up(paths, new Steps(), options);
      process.exitCode = await runCommand(commandLine, labEnvironment(paths, parts, process.env));
    });

  lab
    .command("env")
    .description("print the lab's environment, one KEY=value line per variable, for a shell")
    .action(async () => {
      const paths = labPaths();
      process.stdout.write(shellLines(labEnvironment(paths, await currentParts(paths), process.env)));
    });

  lab
    .command("status")
    .description("say what is there")
    .action(async () => {
      process.stdout.write((await status(labPaths())).map((line) => `${line}\n`).join(""));
    });

  lab
    .command("down")
    .description("stop what the lab started; what was built stays")
    .option("--purge", "remove what was built as well")
    .action((options: DownOptions) => down(labPaths(), new Steps(), options));

  await lab.parseAsync();
}

main().catch((error: unknown) => {
  const text = error instanceof LabFailure ? error.message : String((error as Error).stack ?? error);
  process.stderr.write(`lab: ${text}\n`);
  // Ends what is still being built, too.
  process.exit(1);
});
