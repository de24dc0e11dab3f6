import { Job, Workflow } from "./workflow";

/** What is wrong with a workflow beyond its syntax, each with the place. */
export function complaints(workflow: Workflow): string[] {
  const { file, text, on, permissions, jobs } = workflow;
  const whole = [
    ...(JSON.stringify(permissions) === "{}" ? [] : ["has rights for all jobs: begin with permissions: {}"]),
    ...(JSON.stringify(on).includes("pull_request_target")
      ? ["runs foreign code with the branch's rights"]
      : []),
    ...unpinned(text),
    ...queues(workflow),
  ];
  const parts = Object.entries(jobs).flatMap(([name, job]) =>
    jobComplaints(job).map((complaint) => `job ${name} ${complaint}`),
  );
  return [...whole, ...parts].map((complaint) => `${file}: ${complaint}`);
}

/** Other people's actions, by a commit that nobody can move, with its version for the reader. */
export function unpinned(text: string): string[] {
  return [...text.matchAll(/^\s*(?:- )?uses: *(.+?) *$/gm)]
    .map(([, use = ""]) => use)
    .filter((use) => !use.startsWith("./"))
    .filter((use) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(use))
    .map((use) => `uses ${use}, which is no commit with its version behind it`);
}

function jobComplaints({ permissions, steps, ...job }: Job): string[] {
  return [
    ...(job["timeout-minutes"] === undefined ? ["has no timeout-minutes"] : []),
    ...(permissions === undefined ? ["does not say its permissions"] : []),
    ...steps.flatMap((step) => [
      ...(step.run?.includes("${{") ? [`puts an expression into the shell: ${step.run}`] : []),
      ...(step.run?.includes("\n")
        ? [`has a script of several lines, which belongs into a command: ${step.run}`]
        : []),
      ...(step.uses?.startsWith("actions/checkout@") && step.with?.["persist-credentials"] !== false
        ? ["leaves its token in the checkout"]
        : []),
    ]),
    ...(permissions?.["id-token"] === "write" &&
    Object.values(permissions).filter((right) => right === "write").length > 1
      ? ["may change the repository while it has a role in AWS"]
      : []),
  ];
}

/** What actionlint does not know yet. */
function queues({ concurrency, jobs }: Workflow): string[] {
  return [concurrency, ...Object.values(jobs).map((job) => job.concurrency)].flatMap((group) => {
    const { queue, "cancel-in-progress": cancel } = group ?? {};
    if (queue === undefined) return [];
    if (queue !== "single" && queue !== "max")
      return [`has the queue ${queue}, which is neither single nor max`];
    return queue === "max" && cancel === true ? ["both queues and cancels"] : [];
  });
}
