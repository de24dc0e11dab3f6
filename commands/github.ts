import { appendFileSync } from "node:fs";
import { Command } from "commander";
import { Failure, main } from "./failure";
import { comment, commentText } from "./github/comment";
import { deploy } from "./github/deploy";
import { driftSentence, reportDrift } from "./github/drift";
import { handOn, setOutput } from "./github/handOn";
import { makeWay } from "./github/makeWay";
import { codeBlock } from "./github/markdown";
import { adoptPins, guardPins, pinsToPropose } from "./github/pins";
import { planReport } from "./github/plan";
import { previewed } from "./github/preview";
import { previewReport } from "./github/previewReport";
import { propose, readPins } from "./github/propose";
import { repositoryOf } from "./github/repository";
import { plainly } from "./plainly";

interface Options {
  readonly stack: string;
}

const program = new Command("npm run github --")
  .description("What the workflows in .github/workflows do besides Pulumi; each step also runs by hand.")
  .showHelpAfterError("(--help shows all options)");

/** A command about a stack; what goes wrong is said in the summary of the job, too. */
const command = (name: string, description: string) =>
  program.command(name).description(description).requiredOption("--stack <name>", "stack that it is about");

const step =
  <T extends Options>(run: (options: T) => void | Promise<void>) =>
  (options: T) =>
    plainly(async () => run(options)).catch((error: unknown) => {
      const summary = process.env.GITHUB_STEP_SUMMARY;
      if (summary && error instanceof Failure) appendFileSync(summary, `${codeBlock(error.message)}\n\n`);
      throw error;
    });

command("plan", "what a change does by the program alone")
  .requiredOption("--against <ref>", "commit that it is compared with")
  .action(
    step(async ({ stack, against }: Options & { against: string }) => {
      const { report, failed } = await planReport(stack, against);
      handOn("plan", report);
      if (failed) process.exitCode = 1;
    }),
  );

command("preview", "what a change does to the stack")
  .option("--policy-pack <folder>", "rules that the change is held to")
  .action(
    step(async ({ stack, policyPack }: Options & { policyPack?: string }) => {
      const preview = await previewed(stack, policyPack === undefined ? [] : ["--policy-pack", policyPack]);
      handOn("preview", previewReport(preview));
      if (preview.failure !== undefined) process.exitCode = 1;
    }),
  );

command("comment", "writes PREVIEW and PLAN below a pull request, in place of the last comment")
  .requiredOption("--pull-request <number>", "number of the pull request", Number)
  .requiredOption("--commit <id>", "commit that was looked at")
  .action(
    step(async ({ stack, pullRequest, commit }: Options & { pullRequest: number; commit: string }) => {
      const repository = await repositoryOf();
      const { PREVIEWED, PREVIEW = "", PLAN: plan = "" } = process.env;
      const preview = PREVIEWED === "skipped" ? undefined : PREVIEW;
      await comment(
        repository,
        pullRequest,
        commentText({ stack, preview, plan, commit, run: repository.run }),
      );
    }),
  );

command("guard", "refuses to go on where a deployment would undo a rollback").action(
  step(({ stack }: Options) => guardPins(stack)),
);

command("deploy", "brings the stack up and says what runs").action(
  step(async ({ stack }: Options) => handOn("deployed", await deploy(stack))),
);

command("make-way", "cancels deployments that have not begun").action(
  step(async () => {
    const count = await makeWay(await repositoryOf(), "deploy.yml");
    console.log(`${count} waiting deployments cancelled.`);
  }),
);

command("adopt", "writes into the stack's file what earlier rollbacks hold").action(
  step(({ stack }: Options) => adoptPins(stack)),
);

command("pins", "tells later jobs which pins the stack's file has and git has not").action(
  step(({ stack }: Options) => {
    const pins = JSON.stringify(pinsToPropose(stack));
    console.log(pins);
    setOutput("pins", pins);
  }),
);

command("propose", "opens a pull request with the pins of PINS")
  .requiredOption("--base <branch>", "branch that they are for")
  .requiredOption("--branch <name>", "branch that is made for them")
  .action(
    step(async ({ stack, base, branch }: Options & { base: string; branch: string }) => {
      const pins = readPins(process.env.PINS);
      const address = await propose(await repositoryOf(), { stack, base, branch, pins });
      handOn("proposed", address ?? `${base} holds the same already: nothing to propose.`);
    }),
  );

command("drift", "looks for what was changed past Pulumi").action(
  step(async ({ stack }: Options) => {
    const { digest, failure } = await previewed(stack, ["--refresh"]);
    if (digest === undefined || failure !== undefined)
      throw new Failure(failure ?? "The preview said nothing.");
    const sentence = driftSentence(stack, digest);
    handOn("drift", sentence ?? "");
  }),
);

command("report-drift", "opens, changes or closes the issue about what DRIFT says").action(
  step(async ({ stack }: Options) => {
    await reportDrift(await repositoryOf(), stack, process.env.DRIFT || undefined);
  }),
);

void main(() => program.parseAsync().then(() => undefined));
