import { CoreV1Api } from "@kubernetes/client-node";
import { Check } from "../check";
import { Finding, ok, problem } from "../finding";
import { answerOf, clusterOf } from "../kubernetes";
import { Subject } from "../subject";

const NAMESPACE = "blog-proxy";
const PENDING = "owner=helm,status in (pending-install,pending-upgrade,pending-rollback)";

/** Helm refuses every upgrade of a release that it was killed in the middle of. */
export const release: Check = {
  name: "Helm release",
  after: ["cluster"],
  async examine(subject) {
    const config = await clusterOf(subject);
    if (config === undefined) return ok("There is no release yet.");
    const api = config.makeApiClient(CoreV1Api);
    const { items } = await answerOf(
      config,
      "its Secrets",
      api.listNamespacedSecret({ namespace: NAMESPACE, labelSelector: PENDING }),
    );
    return judged(
      items.map(({ metadata }) => metadata?.name ?? ""),
      subject,
    );
  },
};

export function judged(secrets: readonly string[], { local }: Pick<Subject, "local">): Finding {
  if (secrets.length === 0) return ok("No release of Helm is stuck.");
  const what = `Helm was interrupted while it installed or upgraded the proxy (${secrets.join(", ")})`;
  if (local) return ok(`${what}; "npm run local" goes on from there.`);
  return problem(
    `${what} and refuses to upgrade it again: see that no other update runs, then "kubectl delete secret --namespace ${NAMESPACE} ${secrets.join(" ")}".`,
  );
}
