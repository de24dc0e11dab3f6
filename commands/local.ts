import { Command } from "commander";
import { main } from "./failure";
import { down } from "./local/down";
import { whereDockerIs } from "./local/lab";
import { localSettings } from "./local/settings";
import { up } from "./local/up";

const program = new Command("npm run local --")
  .description("The whole blog on this machine: a registry and a cluster in two containers, then the stack.")
  .showHelpAfterError();

program
  .command("up", { isDefault: true })
  .description("bring the blog up, or go on where the last run was interrupted")
  .option("--no-lab", "refuse to bring up the offline lab where no image registry can be reached")
  .action(({ lab }: { lab: boolean }) => {
    const settings = localSettings();
    return whereDockerIs("up", lab, () => up(settings));
  });

program
  .command("down")
  .description("remove the containers with all they hold, the stack's state included")
  .action(() => {
    const settings = localSettings();
    return whereDockerIs("down", true, () => down(settings));
  });

void main(() => program.parseAsync().then(() => undefined));
