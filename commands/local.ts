import { Command } from "commander";
import { main } from "./failure";
import { down } from "./local/down";
import { up } from "./local/up";

const program = new Command("npm run local --")
  .description("The whole blog on this machine: a registry and a cluster in two containers, then the stack.")
  .showHelpAfterError();

program
  .command("up", { isDefault: true })
  .description("bring the blog up, or go on where the last run was interrupted")
  .option("--no-lab", "refuse to bring up the offline lab where no image registry can be reached")
  .action((options: { lab: boolean }) => up(options));

program
  .command("down")
  .description("remove the containers with all they hold, the stack's state included")
  .action(() => down());

void main(() => program.parseAsync().then(() => undefined));
