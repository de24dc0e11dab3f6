export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** The kind behind a type token: `kubernetes:apps/v1:Deployment`, `kubernetes:core/v1:Service`. */
export function kindOfToken(token: string): KindName {
  const [, module = "", kind = ""] = token.split(":");
  const parts = module.split("/");
  if (parts.length !== 2 || kind === "" || kind.endsWith("Patch") || kind.endsWith("List")) {
    throw new Error(`${token} is not supported by the stand-in: run with the real provider`);
  }
  const [group, version] = parts;
  return { apiVersion: group === "core" ? version : module, kind };
}

/** Kinds without namespace, for when no cluster can be asked. */
const CLUSTER_SCOPED = new Set([
  "APIService",
  "CSIDriver",
  "CSINode",
  "CertificateSigningRequest",
  "ClusterRole",
  "ClusterRoleBinding",
  "CustomResourceDefinition",
  "FlowSchema",
  "IngressClass",
  "MutatingWebhookConfiguration",
  "Namespace",
  "Node",
  "PersistentVolume",
  "PriorityClass",
  "PriorityLevelConfiguration",
  "RuntimeClass",
  "StorageClass",
  "ValidatingAdmissionPolicy",
  "ValidatingAdmissionPolicyBinding",
  "ValidatingWebhookConfiguration",
  "VolumeAttachment",
]);

export function isUsuallyNamespaced(kind: string): boolean {
  return !CLUSTER_SCOPED.has(kind);
}
