import { podsOf, Pods } from "../pods";
import { Inputs, UNKNOWN } from "../resource";
import { Rule } from "../rule";

const NAMESPACE = "kubernetes:core/v1:Namespace";
const LABEL = "pod-security.kubernetes.io/enforce";

/** What a container shares with its node if it is asked for. */
const SHARED = ["hostNetwork", "hostPID", "hostIPC"] as const;

/** What Pod Security "restricted" admits, and read-only root file systems besides. */
export const restrictedPods: Rule = {
  name: "restricted-pods",
  description: 'Pods keep to Pod Security "restricted" and cannot write to their own file system.',
  *examine(resource) {
    if (resource.type === NAMESPACE && resource.inputs.metadata?.labels?.[LABEL] !== "restricted") {
      yield `admits pods of any kind: set its label ${LABEL} to "restricted"`;
    }
    const pods = podsOf(resource);
    if (!pods) return;
    for (const share of SHARED) {
      if (pods.spec[share] === true) yield `shares ${share} with its node: leave ${share} out`;
    }
    for (const container of pods.containers) yield* troubles(pods, container);
  },
};

/** What a container does not say for itself, its pod says for it. */
function* troubles(pods: Pods, { name, securityContext: own = {} }: Inputs): Generator<string> {
  const shared = pods.spec.securityContext ?? {};
  const either = (key: string): unknown => own[key] ?? shared[key];
  const user = either("runAsUser");
  if (user === 0) yield `runs container ${name} as root: set runAsUser to a user of its own`;
  if (!(either("runAsNonRoot") === true)) yield `may run container ${name} as root: set runAsNonRoot to true`;
  if (own.privileged === true) yield `gives container ${name} its node: leave privileged out`;
  if (own.allowPrivilegeEscalation !== false)
    yield `lets container ${name} gain rights: set allowPrivilegeEscalation to false`;
  if (!drops(own)) yield `leaves capabilities to container ${name}: set capabilities to drop ["ALL"]`;
  const profile = (either("seccompProfile") as Inputs)?.type;
  if (profile !== "RuntimeDefault" && profile !== "Localhost" && profile !== UNKNOWN)
    yield `leaves every system call to container ${name}: set seccompProfile to type RuntimeDefault`;
  if (own.readOnlyRootFilesystem !== true)
    yield `lets container ${name} change its own programs: set readOnlyRootFilesystem to true, with an emptyDir where it writes`;
}

/** The one capability that "restricted" lets one have is that of low ports. */
function drops({ capabilities }: Inputs): boolean {
  const added: readonly string[] = capabilities?.add ?? [];
  return (
    (capabilities?.drop?.includes("ALL") as boolean | undefined) === true &&
    added.every((capability) => capability === "NET_BIND_SERVICE")
  );
}
