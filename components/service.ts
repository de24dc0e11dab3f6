import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { PODS_ARE_READY, selectorLabels } from "./metadata";
import { Egress, networkPolicySpec, Peer } from "./networkPolicy";
import { AMD64_NODES, RESTRICTED_CONTAINER, restrictedPod } from "./podSecurity";

export interface ServiceArgs {
  readonly namespace: pulumi.Input<string>;
  /** `repository@sha256:…` */
  readonly image: pulumi.Input<string>;
  /** What the pods say that they are. */
  readonly version: pulumi.Input<string>;
  /** Number of the rollout that brings the image: see where the pods are annotated with it. */
  readonly revision: pulumi.Input<number>;
  /** Port that the container listens on, and under which the Service is reached. */
  readonly port: number;
  /** Numeric user that the image runs as. */
  readonly user: number;
  /** Path that answers 200 while the process lives; it must not depend on other services. */
  readonly livenessPath: string;
  /** Path that answers 200 while the pod can serve readers. */
  readonly readinessPath: string;
  readonly minReplicas: number;
  readonly maxReplicas: number;
  /** CPU request of a pod; there is no CPU limit. */
  readonly cpu: string;
  /** Memory request and limit of a pod. */
  readonly memory: string;
  /** Average CPU use, in percent of the request, at which pods are added. */
  readonly targetCpuPercent: number;
  /** Seconds within which a new pod must become ready, a new node for it included. */
  readonly readyWithinSeconds: number;
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Secrets mounted as folders of files: mount path to Secret name. @default none */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Pods that may connect to the port. */
  readonly from: readonly Peer[];
  /** Connections that the pods may open. */
  readonly to: readonly Egress[];
  /** Address of the cluster's DNS, where it does not run as pods. @default pods of kube-system */
  readonly dnsAddress?: string;
}

/** Seconds that a pod keeps serving after it was told to stop, so that every proxy has seen it leave. */
const DRAIN_SECONDS = 10;
/** Seconds for requests in flight after that: the proxy gives a request 30 s. */
const SHUTDOWN_SECONDS = 30;

/** Seconds for a rollout, pod after pod; past the deadline for one of them, so that Kubernetes says first which one. */
const rolloutSeconds = ({ readyWithinSeconds, maxReplicas }: ServiceArgs) =>
  readyWithinSeconds + 30 + 20 * maxReplicas;

/** A stateless container: replaced without a failed request, scaled on its CPU use. */
export class Service extends pulumi.ComponentResource {
  /** Name under which pods of the same namespace reach it. */
  readonly host: pulumi.Output<string>;
  /** Name of the headless Service, which resolves to the addresses of the ready pods. */
  readonly headless: pulumi.Output<string>;

  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:Service", name, {}, opts);
    const labels = selectorLabels(name);
    const metadata = { name, namespace: args.namespace, labels };
    // Pods of an earlier release come with a ReplicaSet of their own. Of one that is still there and taken up again,
    // Kubernetes says for a moment that it is complete while it has no pod, and Pulumi would not wait.
    const annotations = { "blog-stack/revision": pulumi.interpolate`${args.revision}` };
    const child = { parent: this };

    const account = new k8s.core.v1.ServiceAccount(
      name,
      { metadata, automountServiceAccountToken: false },
      child,
    );

    const policy = new k8s.networking.v1.NetworkPolicy(
      name,
      { metadata, spec: networkPolicySpec({ ...args, pods: labels }) },
      child,
    );

    const deployment = new k8s.apps.v1.Deployment(
      name,
      {
        metadata: { ...metadata, annotations: { "pulumi.com/timeoutSeconds": String(rolloutSeconds(args)) } },
        // No replicas: the autoscaler owns their number, and an update must not reset it.
        spec: {
          selector: { matchLabels: labels },
          strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
          // One answer may be luck: the proxy's check needs two seconds to see a new pod.
          minReadySeconds: 3,
          progressDeadlineSeconds: args.readyWithinSeconds,
          revisionHistoryLimit: 3,
          template: {
            metadata: { labels, annotations },
            spec: this.podSpec(name, args, account.metadata.name),
          },
        },
      },
      { ...child, dependsOn: [policy] },
    );

    new k8s.autoscaling.v2.HorizontalPodAutoscaler(
      name,
      {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment.metadata.name },
          minReplicas: args.minReplicas,
          maxReplicas: args.maxReplicas,
          metrics: [
            {
              type: "Resource",
              resource: {
                name: "cpu",
                target: { type: "Utilization", averageUtilization: args.targetCpuPercent },
              },
            },
          ],
        },
      },
      child,
    );

    new k8s.policy.v1.PodDisruptionBudget(
      name,
      {
        metadata,
        spec: {
          maxUnavailable: 1,
          selector: { matchLabels: labels },
          unhealthyPodEvictionPolicy: "AlwaysAllow",
        },
      },
      child,
    );

    const ports = [{ name: "http", port: args.port, targetPort: "http" }];
    const service = new k8s.core.v1.Service(
      name,
      { metadata: { ...metadata, annotations: PODS_ARE_READY }, spec: { selector: labels, ports } },
      { ...child, dependsOn: [deployment] },
    );
    const headless = new k8s.core.v1.Service(
      `${name}-headless`,
      {
        metadata: { ...metadata, name: `${name}-headless`, annotations: PODS_ARE_READY },
        spec: { clusterIP: "None", selector: labels, ports },
      },
      { ...child, dependsOn: [deployment] },
    );

    this.host = service.metadata.name;
    this.headless = headless.metadata.name;
    this.registerOutputs({ host: this.host, headless: this.headless });
  }

  private podSpec(
    name: string,
    args: ServiceArgs,
    serviceAccountName: pulumi.Input<string>,
  ): k8s.types.input.core.v1.PodSpec {
    const labelSelector = { matchLabels: selectorLabels(name) };
    const probe = (path: string) => ({ httpGet: { path, port: "http" }, timeoutSeconds: 2 });
    const secrets = Object.entries(args.secrets ?? {}).map(([mountPath, secretName], index) => ({
      volume: { name: `secret-${index}`, secret: { secretName, defaultMode: 0o440 } },
      mount: { name: `secret-${index}`, mountPath, readOnly: true },
    }));
    return {
      serviceAccountName,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      nodeSelector: AMD64_NODES,
      securityContext: restrictedPod(args.user),
      terminationGracePeriodSeconds: DRAIN_SECONDS + SHUTDOWN_SECONDS + 5,
      topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map(
        (topologyKey) => ({
          maxSkew: 1,
          topologyKey,
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector,
        }),
      ),
      containers: [
        {
          name,
          image: args.image,
          ports: [{ name: "http", containerPort: args.port }],
          env: Object.entries({ VERSION: args.version, ...args.env }).map(([variable, value]) => ({
            name: variable,
            value,
          })),
          startupProbe: { ...probe(args.livenessPath), periodSeconds: 1, failureThreshold: 60 },
          readinessProbe: { ...probe(args.readinessPath), periodSeconds: 2, failureThreshold: 2 },
          livenessProbe: { ...probe(args.livenessPath), periodSeconds: 10, failureThreshold: 3 },
          lifecycle: { preStop: { sleep: { seconds: DRAIN_SECONDS } } },
          resources: { requests: { cpu: args.cpu, memory: args.memory }, limits: { memory: args.memory } },
          securityContext: RESTRICTED_CONTAINER,
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }, ...secrets.map(({ mount }) => mount)],
        },
      ],
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }, ...secrets.map(({ volume }) => volume)],
    };
  }
}
