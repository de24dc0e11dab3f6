import { types } from "@pulumi/kubernetes";

type PodSecurityContext = types.input.core.v1.PodSecurityContext;
type SecurityContext = types.input.core.v1.SecurityContext;

/** What Pod Security "restricted" asks of a pod that runs as one numeric user. */
export function restrictedPod(user: number): PodSecurityContext {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** What it asks of each container, and a read-only root file system besides. */
export const RESTRICTED_CONTAINER: SecurityContext = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/** Nodes that can run the images; EKS and mixed clusters have others too. */
export const AMD64_NODES = { "kubernetes.io/arch": "amd64" };
