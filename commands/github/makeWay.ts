import { asking, Repository } from "./repository";

/** Statuses of a run that holds a place in the queue and does nothing: it waits for its turn, or for an approval. */
const IDLE = ["pending", "queued", "waiting"] as const;

/**
 * Cancels runs of a workflow that have not begun, so that a rollback does not wait behind them; one that works is let be.
 * Answers how many there were. Throws a Failure.
 */
export async function makeWay({ api, place }: Repository, workflow: string): Promise<number> {
  return asking("cancel waiting deployments", "actions: write", async () => {
    let cancelled = 0;
    // The last in the queue first, or the next one would take the place of one that was cancelled.
    for (const status of IDLE) {
      const runs = await api.paginate(api.rest.actions.listWorkflowRuns, {
        ...place,
        workflow_id: workflow,
        status,
        per_page: 100,
      });
      for (const { id } of runs) await api.rest.actions.cancelWorkflowRun({ ...place, run_id: id });
      cancelled += runs.length;
    }
    return cancelled;
  });
}
