import { HARD_STOP_SECONDS, HEALTH_PATH, PORTS } from "./haproxySettings";
import { AMD64_NODES, RESTRICTED_CONTAINER, restrictedPod } from "./podSecurity";

/** What of the proxy's pods can be chosen. */
export interface HaproxyPods {
  /** Pods. */
  readonly replicas: number;
  /** CPU request of a pod; there is no CPU limit. */
  readonly cpu: string;
  /** Memory request and limit of a pod. */
  readonly memory: string;
  /** Image of HAProxy 3.0 or later that starts as haproxytech/haproxy-alpine does. */
  readonly image: { readonly repository: string; readonly tag: string };
  /** Seconds that a pod keeps serving after it was told to stop, so that whatever stands before it has seen it leave. */
  readonly drainSeconds: number;
  /** Seconds that a new pod has to be ready before an old one is told to stop, so that whatever stands before it has seen it. */
  readonly settleSeconds: number;
}

/** HAProxy's own image; the chart starts it with the configuration that it is given. */
export const HAPROXY_IMAGE = { repository: "docker.io/haproxytech/haproxy-alpine", tag: "3.3.10" };

/** Labels of the proxy's pods; the chart sets them from its own name and the release's. */
export const HAPROXY_PODS = { "app.kubernetes.io/name": "haproxy", "app.kubernetes.io/instance": "haproxy" };

/** Any number does, for the proxy writes no file; one this high is no user's of a node. */
const USER = 10001;

/** The values of HAProxy's chart `haproxy` that run this configuration; nothing in them is secret. */
export function haproxyValues(pods: HaproxyPods) {
  const probe = { httpGet: { path: HEALTH_PATH, port: "stat" }, timeoutSeconds: 2 };
  return {
    kind: "Deployment",
    replicaCount: pods.replicas,
    image: { ...pods.image, pullPolicy: "IfNotPresent" },
    // A change of the configuration replaces the pods, one after the other.
    checksumConfigMap: { enabled: true },
    containerPorts: PORTS,
    serviceAccount: { create: true, automountServiceAccountToken: false },
    rbac: { create: false },
    podLabels: { "app.kubernetes.io/part-of": "blog" },
    podSecurityContext: restrictedPod(USER),
    securityContext: { enabled: true, ...RESTRICTED_CONTAINER },
    resources: { requests: { cpu: pods.cpu, memory: pods.memory }, limits: { memory: pods.memory } },
    strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
    minReadySeconds: pods.settleSeconds,
    readinessProbe: { ...probe, periodSeconds: 2, failureThreshold: 2 },
    // Longer than a new proxy may wait for its pods.
    livenessProbe: { ...probe, periodSeconds: 10, failureThreshold: 3 },
    // After the drain the image's stop signal, SIGUSR1, lets the proxy finish what it has.
    lifecycle: { preStop: { sleep: { seconds: pods.drainSeconds } } },
    terminationGracePeriodSeconds: pods.drainSeconds + HARD_STOP_SECONDS + 5,
    nodeSelector: AMD64_NODES,
    topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
      (topologyKey) => ({
        maxSkew: 1,
        topologyKey,
        whenUnsatisfiable: "ScheduleAnyway",
        labelSelector: { matchLabels: HAPROXY_PODS },
      }),
    ),
    PodDisruptionBudget: { enable: true, maxUnavailable: 1 },
    // Inside of the cluster only: it lists the port of the metrics too.
    service: { type: "ClusterIP" },
  };
}
