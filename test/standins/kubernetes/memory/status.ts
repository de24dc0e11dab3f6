import { randomInt } from "node:crypto";
import type { JsonObject } from "../../protocol/value";
import { at, type KubeObject, numberAt, textAt } from "../object";

/** The object as the cluster's controllers would leave it once all is well. */
export function withStatus(object: KubeObject): KubeObject {
  switch (textAt(object, "kind")) {
    case "Deployment":
      return { ...object, status: deploymentStatus(object) };
    case "StatefulSet":
      return { ...object, status: statefulSetStatus(object) };
    case "Service":
      return serviceWithAddress(object);
    case "PersistentVolumeClaim":
      return { ...object, status: { phase: "Bound" } };
    case "Job":
      return { ...object, status: { succeeded: 1, conditions: [{ type: "Complete", status: "True" }] } };
    case "Namespace":
      return { ...object, status: { phase: "Active" } };
    default:
      return object;
  }
}

function deploymentStatus(object: KubeObject): JsonObject {
  const replicas = numberAt(object, "spec", "replicas") ?? 1;
  return {
    observedGeneration: numberAt(object, "metadata", "generation") ?? 1,
    replicas,
    readyReplicas: replicas,
    updatedReplicas: replicas,
    availableReplicas: replicas,
    conditions: [
      { type: "Available", status: "True", reason: "MinimumReplicasAvailable" },
      { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" },
    ],
  };
}

function statefulSetStatus(object: KubeObject): JsonObject {
  const replicas = numberAt(object, "spec", "replicas") ?? 1;
  const generation = numberAt(object, "metadata", "generation") ?? 1;
  const revision = `revision-${generation}`;
  return {
    observedGeneration: generation,
    replicas,
    readyReplicas: replicas,
    currentReplicas: replicas,
    updatedReplicas: replicas,
    currentRevision: revision,
    updateRevision: revision,
  };
}

function serviceWithAddress(object: KubeObject): KubeObject {
  const spec = (at(object, "spec") ?? {}) as JsonObject;
  const type = textAt(spec, "type") ?? "ClusterIP";
  const clusterIP = spec.clusterIP ?? `10.96.${randomInt(1, 255)}.${randomInt(1, 255)}`;
  const loadBalancer: JsonObject = type === "LoadBalancer" ? { ingress: [addressOf(spec)] } : {};
  return { ...object, spec: { ...spec, type, clusterIP }, status: { loadBalancer } };
}

/** Load balancers of AWS are known by name, most others by address. */
const addressOf = ({ loadBalancerClass }: JsonObject): JsonObject =>
  loadBalancerClass === "eks.amazonaws.com/nlb"
    ? { hostname: "k8s-blogprox-edge-0123456789-0123456789abcdef.elb.eu-central-1.amazonaws.com" }
    : { ip: "192.0.2.1" };
