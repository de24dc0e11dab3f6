import { checks } from "./doctor/checks";
import { examined } from "./doctor/examination";
import { linesOf } from "./doctor/report";
import { Subject } from "./doctor/subject";
import { main } from "./failure";
import { command } from "./usage";

interface Options {
  readonly stack: string;
  readonly json?: boolean;
}

const program = command("doctor")
  .description(
    "Whether this machine, its credentials and the stack are ready for an update. Changes nothing.",
  )
  .option("--stack <name>", "stack to look at", "local")
  .option("--json", "print JSON in place of lines")
  .allowExcessArguments(false)
  .action(doctor);

async function doctor({ stack, json = false }: Options): Promise<void> {
  const results = [];
  for await (const result of examined(checks, new Subject(stack))) {
    results.push(result);
    if (!json) for (const line of linesOf(result)) console.log(line);
  }
  if (json) console.log(JSON.stringify(results, undefined, 2));
  const troubles = results.flatMap(({ findings }) => findings).filter(({ kind }) => kind === "problem");
  if (!json) {
    console.log(
      troubles.length === 0
        ? `\nNothing that was looked at stops an update of ${stack}.`
        : `\n${troubles.length} ${troubles.length === 1 ? "problem stops" : "problems stop"} an update of ${stack}.`,
    );
  }
  process.exitCode = troubles.length === 0 ? 0 : 1;
}

// A question that got no answer in its time must not keep the command from ending.
void main(() => program.parseAsync().then(() => undefined)).then(() => process.exit());
