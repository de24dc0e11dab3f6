import { resolve } from "node:path";
import { Option } from "commander";
import { main } from "./failure";
import { ROOT } from "./local/settings";
import type { Comparison } from "./plan/against/compare";
import { comparisonMarkdown } from "./plan/against/markdown";
import { comparisonText } from "./plan/against/text";
import { kubernetesYaml } from "./plan/forms/kubernetes";
import { textOfPlan } from "./plan/forms/text";
import { treeOf } from "./plan/forms/tree";
import { Plan } from "./plan/plan";
import { planOf } from "./plan/program/planOf";
import { plainly } from "./plainly";
import { command } from "./usage";

const FORMS: Readonly<Record<string, (plan: Plan) => string>> = {
  tree: treeOf,
  text: textOfPlan,
  yaml: kubernetesYaml,
};
const DIFFERENCES: Readonly<Record<string, (comparison: Comparison) => string>> = {
  text: comparisonText,
  markdown: comparisonMarkdown,
};

interface Options {
  readonly stack: string;
  readonly format?: string;
  readonly out?: string;
}

interface AgainstOptions extends Options {
  readonly against: string;
}

const program = command("plan")
  .description("What a stack would be made of, without an account, a cluster, a registry or Docker.")
  .option("--stack <name>", "stack to plan", "prod")
  .addOption(
    new Option(
      "--format <form>",
      "what to print: tree (default), text or yaml; with --against text (default) or markdown",
    ).choices([...new Set([...Object.keys(FORMS), ...Object.keys(DIFFERENCES)])]),
  )
  .option("--out <folder>", "write all forms and the pictures into a folder")
  .addOption(
    new Option("--against <commit>", "what is different from a git commit, branch or tag").conflicts("out"),
  )
  .action((options: Options & { against?: string }) =>
    plainly(() => ("against" in options ? against(options as AgainstOptions) : plan(options))),
  );

async function plan({ stack, format = "tree", out }: Options): Promise<void> {
  const form =
    FORMS[format] ??
    program.error("error: --format markdown is for --against. Add it, or take tree, text or yaml");
  const planned = await planOf(ROOT, stack, "the working tree");
  if (out === undefined || program.getOptionValueSource("format") !== undefined)
    process.stdout.write(form(planned));
  if (out === undefined) return;
  const { writeAll } = await import("./plan/files.js");
  // npm runs its scripts in the project's folder; a folder is named from where the operator stands.
  await writeAll(planned, resolve(process.env.INIT_CWD ?? "", out), console.error);
}

async function against({ stack, format = "text", against }: AgainstOptions): Promise<void> {
  const form =
    DIFFERENCES[format] ??
    program.error(`error: with --against there is no form ${format}. Take text or markdown`);
  // Loaded only where it is needed: what reads git brings the SDK with it.
  const { compareWith } = await import("./plan/against/compare.js");
  process.stdout.write(form(await compareWith(ROOT, against, stack)));
}

void main(() => program.parseAsync().then(() => undefined));
