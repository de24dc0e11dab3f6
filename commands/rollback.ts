import { Option } from "commander";
import { main } from "./failure";
import { plainly } from "./plainly";
import { SERVICES } from "./releases/deployed";
import { Options, rollback, undo } from "./rollback/rollback";
import { command } from "./usage";

const program = command("rollback")
  .description(
    "Back to an earlier release: checks it, holds the service to it, and waits until only it answers.",
  )
  .requiredOption("--stack <name>", "stack to change")
  .option("--to <reference>", "tag, digest, git commit or branch, or previous (default: asks)")
  .addOption(new Option("--service <name>", "the service that goes back").choices(SERVICES))
  .addOption(new Option("--undo", "let go of what services are held to").conflicts("to"))
  .option("--yes", "do not ask before anything changes")
  .addOption(new Option("--preview", "show what would change, and change nothing").conflicts("yes"))
  .action((options: Options & { undo?: boolean }) =>
    plainly(() => (options.undo ? undo(options) : rollback(options))),
  );

void main(() => program.parseAsync().then(() => undefined));
