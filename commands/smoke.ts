import { Command } from "commander";
import { main } from "./failure";
import { plainly } from "./plainly";
import { deployedIn } from "./releases/deployed";
import { smokeTest } from "./smokeTest";
import { openStack } from "./stacks";

const program = new Command("npm run smoke --")
  .description("Asks a deployed blog through its proxy as a reader would.")
  .requiredOption("--stack <name>", "stack to ask")
  .showHelpAfterError("(--help shows all options)")
  .action(({ stack }: { stack: string }) =>
    plainly(async () => {
      const { url } = deployedIn(stack, (await openStack(stack)).state.outputs);
      console.log(url);
      await smokeTest(url, (line) => console.log(line));
    }),
  );

void main(() => program.parseAsync().then(() => undefined));
