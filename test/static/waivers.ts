import type { Waiver } from "./waiving";

const DEPLOYMENTS = ["Deployment blog/backend", "Deployment blog/frontend", "Deployment blog-proxy/haproxy"];
const BACKEND = "Deployment blog/backend: backend";
const FRONTEND = "Deployment blog/frontend: frontend";
const MYSQL = "StatefulSet blog/database: mysql";
const FIRST_START = "StatefulSet blog/database: first-start";
const HAPROXY = "Deployment blog-proxy/haproxy: haproxy";
const CONTAINERS = [BACKEND, FRONTEND, MYSQL, FIRST_START, HAPROXY];
const BACKUPS = ["aws_s3_bucket blog-prod-backups"];

/** Rules that do not hold here, and why: each as narrow as it can be said. */
export const WAIVERS: readonly Waiver[] = [
  {
    tool: "checkov",
    rule: "CKV_K8S_11",
    resources: [...DEPLOYMENTS, "StatefulSet blog/database"],
    reason:
      "CPU can be shared: a limit would slow requests down while the node has time left, and requests divide it fairly when it has not.",
  },
  {
    tool: "kube-score",
    rule: "container-resources",
    problem: "CPU limit is not set",
    resources: CONTAINERS,
    reason: "As for checkov's CKV_K8S_11; limits of memory and all requests stay asked for.",
  },
  {
    tool: "kube-score",
    rule: "container-ephemeral-storage-request-and-limit",
    resources: CONTAINERS,
    reason:
      "Nothing can fill a node's disk: root is read-only, scratch volumes have a size limit, and the kubelet rotates logs.",
  },
  {
    tool: "kube-score",
    rule: "container-image-pull-policy",
    resources: [BACKEND, FRONTEND, MYSQL, FIRST_START],
    reason:
      "They are named by digest, so a pull can bring nothing new; without one, pods start while the registry is away.",
  },
  {
    tool: "kube-score",
    rule: "container-image-pull-policy",
    resources: [HAPROXY],
    reason: "A node that has this version of the proxy can start it while the registry is away.",
  },
  {
    tool: "checkov",
    rule: "CKV_K8S_15",
    resources: ["Deployment blog-proxy/haproxy"],
    reason: "As for kube-score's container-image-pull-policy.",
  },
  {
    tool: "checkov",
    rule: "CKV_K8S_43",
    resources: ["Deployment blog-proxy/haproxy"],
    reason:
      "A mirror's copy, and the one of the local stack, may have other digests: the chart takes a repository and an exact version.",
  },
  {
    tool: "kube-score",
    rule: "container-security-context-user-group-id",
    resources: [FRONTEND, MYSQL, FIRST_START],
    reason:
      "They are the users that their base images are made for; without capabilities, ways to gain privileges or paths of the host they can do nothing on a node.",
  },
  {
    tool: "checkov",
    rule: "CKV_K8S_40",
    resources: ["Deployment blog/frontend", "StatefulSet blog/database"],
    reason: "As for kube-score's container-security-context-user-group-id.",
  },
  {
    tool: "kube-score",
    rule: "deployment-has-host-podantiaffinity",
    resources: DEPLOYMENTS,
    reason:
      "Topology spread constraints do it for nodes and zones, and still let more pods run than there are nodes.",
  },
  {
    tool: "kube-score",
    rule: "pod-probes-identical",
    resources: ["Deployment blog/frontend", "Deployment blog-proxy/haproxy"],
    reason:
      "Neither path depends on another service once the pod has started; liveness asks less often and forgives more.",
  },
  {
    tool: "kube-score",
    rule: "pod-probes",
    problem: "Container is missing a livenessProbe",
    resources: ["StatefulSet blog/database"],
    reason:
      "A server that recovers or is overloaded answers late, and a restart would make it begin anew; one that crashes ends by itself.",
  },
  {
    tool: "checkov",
    rule: "CKV_K8S_8",
    resources: ["StatefulSet blog/database"],
    reason: "As for kube-score's pod-probes.",
  },
  {
    tool: "kube-score",
    rule: "service-type",
    stack: "local",
    resources: ["Service blog-proxy/edge"],
    reason: "Docker publishes the node's port on this machine's loopback address alone.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_39",
    resources: ["aws_eks_cluster blog-prod"],
    reason:
      "Operators and workflows come from outside of the network, and only from the addresses in blog:aws.apiAccess; CKV_AWS_38 sees that nobody else does. An empty list turns it off.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_339",
    resources: ["aws_eks_cluster blog-prod"],
    reason:
      "The rule's list of versions ends before 1.36; the program itself asks EKS whether the version is in standard support.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_338",
    resources: ["aws_cloudwatch_log_group blog-prod", "aws_cloudwatch_log_group blog-prod-flow-logs"],
    reason:
      "A year of logs is what some owe to a regulator and all pay for: blog:aws.logRetentionDays says how long.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_144",
    resources: BACKUPS,
    reason:
      "A second region is for those who must outlive the loss of one; against all else guard versions, and a writer that cannot delete.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_18",
    resources: BACKUPS,
    reason:
      "One role writes, and nobody reads but to restore: CloudTrail's data events tell that better, where an account keeps them.",
  },
  {
    tool: "checkov",
    rule: "CKV2_AWS_62",
    resources: BACKUPS,
    reason: "Nobody waits for a new backup; that one is missing no event could tell.",
  },
  {
    tool: "checkov",
    rule: "CKV_AWS_233",
    resources: ["aws_acm_certificate certificate"],
    reason: "It asks for a setting of Terraform's; Pulumi makes the new certificate first anyhow.",
  },
  {
    tool: "checkov",
    rule: "CKV2_AWS_23",
    resources: ["aws_route53_record domain"],
    reason: "The load balancer that it leads to is made by EKS for the Service, not declared here.",
  },
];

/**
 * Kinds of AWS resources that no rule of checkov judges by themselves, by Terraform's names. A kind that is missing here
 * was perhaps given a name that Terraform does not have.
 */
export const UNJUDGED: readonly string[] = [
  "aws_acm_certificate_validation",
  "aws_default_security_group",
  "aws_ecr_lifecycle_policy",
  "aws_eks_access_entry",
  "aws_eks_access_policy_association",
  "aws_eks_addon",
  "aws_eks_pod_identity_association",
  "aws_flow_log",
  "aws_iam_openid_connect_provider",
  "aws_internet_gateway",
  "aws_nat_gateway",
  "aws_route_table_association",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_vpc_endpoint",
];
