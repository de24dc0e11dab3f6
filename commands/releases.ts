import { plainly } from "./plainly";
import { main } from "./failure";
import { deployedIn } from "./releases/deployed";
import { lookedUp } from "./releases/lookedUp";
import { rowsOf, tableOf } from "./releases/rows";
import { StackFile } from "./rollback/stackFile";
import { openStack } from "./stacks";
import { command } from "./usage";

interface Options {
  readonly stack: string;
  readonly json?: boolean;
}

const program = command("releases")
  .description("What ran when: the releases of a stack, the newest first.")
  .requiredOption("--stack <name>", "stack to look at")
  .option("--json", "print JSON in place of a table")
  .action(({ stack, json }: Options) => plainly(() => releases(stack, json ?? false)));

async function releases(name: string, json: boolean): Promise<void> {
  const deployed = deployedIn(name, (await openStack(name)).state.outputs);
  const { there, troubles } = await lookedUp(deployed, new StackFile(name).aws);
  const rows = rowsOf(deployed, there);
  console.log(json ? JSON.stringify(rows, undefined, 2) : tableOf(rows).join("\n"));
  for (const trouble of troubles) console.error(trouble);
}

void main(() => program.parseAsync().then(() => undefined));
