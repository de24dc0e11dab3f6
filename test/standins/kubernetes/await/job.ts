import { condition, isOwnedBy, nameOf, textAt } from "../object";
import type { Awaiter, Readiness, Snapshot } from "./awaiter";
import { PODS, podProblems } from "./pod";

/** Ready when complete; a failed Job ends the wait at once. */
export const jobAwaiter: Awaiter = { related: [PODS], onRead: true, assess };

function assess({ object: job, of }: Snapshot): Readiness {
  const failure = condition(job, "Failed");
  const failed = textAt(failure, "status") === "True";
  const ready = textAt(condition(job, "Complete"), "status") === "True";
  const pods = of("Pod").filter((pod) => isOwnedBy(pod, job));
  const cause = failed
    ? [`[Job ${nameOf(job)}]: [${textAt(failure, "reason")}] ${textAt(failure, "message")}`]
    : [];
  return {
    ready,
    failed,
    status: "Waiting for the Job to succeed",
    reasons: ready ? [] : [...cause, ...pods.flatMap(podProblems)],
  };
}
