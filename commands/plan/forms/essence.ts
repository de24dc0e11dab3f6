import { at, isGroup, kindOf, listOf, PlannedResource, textOf, Value } from "../plan";

type Inputs = PlannedResource["inputs"];

/** What matters of a kind of resource, at most three things in a few words each. */
const ESSENCE: Readonly<Record<string, (inputs: Inputs) => readonly string[]>> = {
  AccessPolicyAssociation: ({ policyArn }) => [last(policyArn)],
  Addon: ({ addonName, addonVersion }) => [textOf(addonName), textOf(addonVersion)],
  Bucket: ({ forceDestroy }) => [forceDestroy === true ? "emptied with the stack" : "never emptied"],
  Cluster: ({ version, vpcConfig, computeConfig }) => [
    `Kubernetes ${textOf(version)}`,
    `API from ${listOf(at(vpcConfig, "publicAccessCidrs")).map(textOf).join(", ") || "inside"}`,
    at(computeConfig, "enabled") === true ? "Auto Mode" : "",
  ],
  Deployment: ({ spec }) => pods(spec),
  FlowLog: ({ trafficType }) => [textOf(trafficType).toLowerCase()],
  HorizontalPodAutoscaler: ({ spec }) => [
    `${textOf(at(spec, "minReplicas"))} to ${textOf(at(spec, "maxReplicas"))} pods`,
    `at ${textOf(at(spec, "metrics", 0, "resource", "target", "averageUtilization"))} % CPU`,
  ],
  Image: ({ imageName, build }) => [
    tagOf(imageName),
    textOf(at(build, "platform")),
    textOf(at(build, "context")),
  ],
  Key: ({ enableKeyRotation }) => [enableKeyRotation === true ? "rotated" : "not rotated"],
  LogGroup: ({ retentionInDays }) => [`${textOf(retentionInDays)} days`],
  Namespace: ({ metadata }) => [
    `pods: ${textOf(at(metadata, "labels", "pod-security.kubernetes.io/enforce"))}`,
  ],
  NatGateway: ({ subnetId }) => [textOf(subnetId)],
  NetworkPolicy: ({ spec }) => [
    `from ${peers(spec, "ingress", "from")}`,
    `to ${peers(spec, "egress", "to")}`,
  ],
  PersistentVolumeClaim: ({ spec }) => [
    textOf(at(spec, "resources", "requests", "storage")),
    textOf(at(spec, "storageClassName")) || "the cluster's storage class",
  ],
  PodDisruptionBudget: ({ spec }) => [`at most ${textOf(at(spec, "maxUnavailable"))} away`],
  PodIdentityAssociation: ({ namespace, serviceAccount }) => [
    `${textOf(namespace)}/${textOf(serviceAccount)}`,
  ],
  RandomPassword: ({ length }) => [`${textOf(length)} characters`],
  Record: ({ name, type }) => [`${textOf(type)} ${textOf(name)}`],
  Release: ({ chart, version, values }) => [
    `chart ${textOf(chart)} ${textOf(version)}`.trim(),
    `${textOf(at(values, "replicaCount"))} pods`,
    `${textOf(at(values, "image", "repository"))}:${textOf(at(values, "image", "tag"))}`,
  ],
  Repository: ({ name, imageTagMutability }) => [textOf(name), textOf(imageTagMutability).toLowerCase()],
  RolePolicyAttachment: ({ policyArn }) => [last(policyArn)],
  Route: ({ destinationCidrBlock, gatewayId, natGatewayId }) => [
    `${textOf(destinationCidrBlock)} → ${textOf(gatewayId) || textOf(natGatewayId)}`,
  ],
  RouteTableAssociation: ({ subnetId }) => [textOf(subnetId)],
  Secret: ({ stringData }) => [isGroup(stringData) ? Object.keys(stringData).join(", ") : ""],
  Service: ({ spec }) => [
    at(spec, "clusterIP") === "None" ? "headless" : textOf(at(spec, "type")) || "ClusterIP",
    `port ${listOf(at(spec, "ports"))
      .map((one) => textOf(at(one, "port")))
      .join(", ")}`,
  ],
  StatefulSet: ({ spec }) => pods(spec),
  StorageClass: ({ parameters, reclaimPolicy }) => [textOf(at(parameters, "type")), textOf(reclaimPolicy)],
  Subnet: ({ cidrBlock, availabilityZone }) => [textOf(cidrBlock), textOf(availabilityZone)],
  Vpc: ({ cidrBlock }) => [textOf(cidrBlock)],
};

/** What matters of a resource, in a few words; nothing where its kind and name say it all. */
export function essenceOf(resource: PlannedResource): string {
  const words = ESSENCE[kindOf(resource)]?.(resource.inputs) ?? [];
  const guarded = resource.options.protect === true ? ["protected"] : [];
  return [...words.filter((word) => word !== ""), ...guarded].join(" · ");
}

function pods(spec: Value | undefined): string[] {
  const [container] = listOf(at(spec, "template", "spec", "containers"));
  const requests = at(container, "resources", "requests");
  return [
    imageOf(at(container, "image")),
    `${textOf(at(requests, "cpu"))} CPU`,
    textOf(at(requests, "memory")),
  ];
}

/** "backend:3f2a9c1d04be" of a whole name. */
const imageOf = (image: Value | undefined) => last(image).replace(/@sha256:([0-9a-f]{12}).*/, "@sha256:$1…");
const tagOf = (image: Value | undefined) => textOf(image).split(":").at(-1) ?? "";
const last = (text: Value | undefined) => textOf(text).split("/").at(-1) ?? "";

/** Who is at the other end of the connections of a policy. */
function peers(spec: Value | undefined, direction: string, side: string): string {
  const rules = listOf(at(spec, direction));
  const names = rules.flatMap((rule) =>
    at(rule, side) === undefined ? ["anywhere"] : listOf(at(rule, side)).map(peer),
  );
  return [...new Set(names)].join(", ") || "nobody";
}

function peer(end: Value): string {
  const labels = at(end, "podSelector", "matchLabels");
  if (isGroup(labels)) return textOf(labels["app.kubernetes.io/name"] ?? labels["k8s-app"]);
  return textOf(at(end, "ipBlock", "cidr")) || "the cluster";
}
