import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Edge, LoadBalancer } from "./platform/edge";
import { haproxyConfig } from "./haproxyConfig";
import { Route } from "./haproxyRoutes";
import { HaproxySettings, PORTS } from "./haproxySettings";
import { HAPROXY_IMAGE, HAPROXY_PODS, haproxyValues } from "./haproxyValues";
import { PODS_ARE_READY } from "./metadata";
import { networkPolicySpec } from "./networkPolicy";

/** A part of the site, and the Service of the pods that serve it. */
export interface ProxyRoute extends Omit<Route, "dnsName"> {
  /** Headless Service, which resolves to the addresses of the ready pods. */
  readonly headless: pulumi.Input<string>;
  /** Namespace of that Service and its pods. */
  readonly namespace: pulumi.Input<string>;
  /** Labels of the pods. */
  readonly pods: Readonly<Record<string, string>>;
}

export interface ReverseProxyArgs {
  readonly namespace: pulumi.Input<string>;
  readonly routes: readonly ProxyRoute[];
  readonly edge: Edge;
  /** Pods. @default 2 */
  readonly minReplicas?: number;
  /** CPU request of a pod; there is no CPU limit. @default "100m" */
  readonly cpu?: string;
  /** Memory request and limit of a pod. @default "256Mi" */
  readonly memory?: string;
  /**
   * Where the chart comes from: address of a chart repository, an `oci://` address with the chart's name
   * at its end, or a folder. @default CHART.repository
   */
  readonly chartRepository?: string;
  /** Image of HAProxy without its tag, for a mirror. @default HAPROXY_IMAGE.repository */
  readonly image?: string;
  readonly settings?: Omit<HaproxySettings, "ports" | "nameservers" | "proxyProtocolFrom" | "https">;
  /** Address of the cluster's DNS, where it does not run as pods. @default pods of kube-system */
  readonly dnsAddress?: string;
  /** Seconds after which an installation or upgrade that is not ready is rolled back. @default 300, and the time that each pod takes to settle */
  readonly timeoutSeconds?: number;
}

/** HAProxy's own chart. */
const CHART = {
  name: "haproxy",
  version: "1.29.0",
  repository: "https://haproxytech.github.io/helm-charts",
};

/** HAProxy in front of the blog: the only part that readers reach. */
export class ReverseProxy extends pulumi.ComponentResource {
  /** Host, and port if it is not the usual one, under which readers reach the proxy. */
  readonly address: pulumi.Output<string>;
  /** The same with its scheme. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: ReverseProxyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:ReverseProxy", name, {}, opts);
    const child = { parent: this };

    const policy = new k8s.networking.v1.NetworkPolicy(
      name,
      { metadata: { name: "haproxy", namespace: args.namespace }, spec: policySpec(args) },
      child,
    );

    const release = new k8s.helm.v3.Release(
      name,
      {
        name: "haproxy",
        namespace: args.namespace,
        ...chartFrom(args.chartRepository ?? CHART.repository),
        values: { ...haproxyValues(podsOf(args)), config: configText(args) },
        // A release that does not become ready is rolled back, as if it had not been tried.
        atomic: true,
        timeout: args.timeoutSeconds ?? rolloutSeconds(args),
        maxHistory: 5,
      },
      { ...child, dependsOn: [policy] },
    );

    const service = new k8s.core.v1.Service(
      `${name}-edge`,
      {
        metadata: { name: "edge", namespace: args.namespace, annotations: annotations(args.edge) },
        spec: edgeSpec(args),
      },
      { ...child, dependsOn: [release] },
    );

    this.url = urlOf(args, service);
    this.address = this.url.apply((url) => new URL(url).host);
    this.registerOutputs({ address: this.address, url: this.url });
  }
}

/** A folder has its version in itself. */
function chartFrom(repository: string) {
  const { name: chart, version } = CHART;
  if (repository.startsWith("oci://")) return { chart: repository, version };
  if (/^https?:/.test(repository)) return { chart, version, repositoryOpts: { repo: repository } };
  return { chart: repository };
}

const podsOf = (args: ReverseProxyArgs) => ({
  replicas: args.minReplicas ?? 2,
  cpu: args.cpu ?? "100m",
  memory: args.memory ?? "256Mi",
  image: { ...HAPROXY_IMAGE, repository: args.image ?? HAPROXY_IMAGE.repository },
  drainSeconds: 10,
  settleSeconds: 5,
  ...(args.edge.type === "LoadBalancer" && timesOf(args.edge)),
});

const timesOf = ({ drainSeconds = 10, settleSeconds = 5 }: LoadBalancer) => ({ drainSeconds, settleSeconds });

/** Seconds for a rollout, in which each pod waits until the one before has settled. */
function rolloutSeconds(args: ReverseProxyArgs): number {
  const { replicas, settleSeconds } = podsOf(args);
  return 300 + replicas * settleSeconds;
}

/** The text of haproxy.cfg, once the names of the Services are known. */
function configText({ routes, settings, edge }: ReverseProxyArgs): pulumi.Output<string> {
  const names = routes.map(
    ({ headless, namespace }) => pulumi.interpolate`${headless}.${namespace}.svc.cluster.local`,
  );
  return pulumi.all(names).apply((dnsNames) =>
    haproxyConfig(
      routes.map((route, index) => ({ ...route, dnsName: dnsNames[index] ?? "" })),
      { ...settings, ...requiredBy(edge) },
    ),
  );
}

const endsTls = (edge: Edge) => edge.type === "LoadBalancer" && edge.tls === true;

/** Seconds for which a browser that came over TLS once refuses to come without: a year. */
const HSTS_SECONDS = 31_536_000;

/** What the proxy has to know of the load balancer before it. */
const requiredBy = (edge: Edge): HaproxySettings =>
  edge.type === "NodePort"
    ? {}
    : {
        proxyProtocolFrom: edge.proxyProtocolFrom,
        https: edge.tls ? { hstsSeconds: HSTS_SECONDS } : undefined,
      };

/** Readers come from anywhere to the site; probes and metrics only from inside of the cluster, checks from its load balancer. */
function policySpec({
  routes,
  edge,
  dnsAddress,
}: ReverseProxyArgs): k8s.types.input.networking.v1.NetworkPolicySpec {
  const tcp = (port: number) => ({ protocol: "TCP", port });
  const checks = (requiredBy(edge).proxyProtocolFrom ?? []).map((cidr) => ({ ipBlock: { cidr } }));
  return {
    ...networkPolicySpec({
      pods: HAPROXY_PODS,
      port: PORTS.http,
      from: [],
      dnsAddress,
      to: routes.map(({ pods, namespace, port }) => ({ to: { labels: pods, namespace }, port })),
    }),
    ingress: [
      { ports: endsTls(edge) ? [tcp(PORTS.http), tcp(PORTS.https)] : [tcp(PORTS.http)] },
      { from: [{ namespaceSelector: {} }, ...checks], ports: [tcp(PORTS.stat)] },
    ],
  };
}

/** A Service of our own and not the chart's, which opens the port of the metrics too. */
function edgeSpec({ edge }: ReverseProxyArgs): k8s.types.input.core.v1.ServiceSpec {
  const http = { name: "http", port: 80, targetPort: "http" };
  const https = { name: "https", port: 443, targetPort: "https" };
  return {
    type: edge.type,
    selector: HAPROXY_PODS,
    // Any other policy hides the client's address, by which requests are limited and logged.
    externalTrafficPolicy: "Local",
    ...(edge.type === "NodePort"
      ? { ports: [{ ...http, nodePort: edge.nodePort }] }
      : { ports: endsTls(edge) ? [http, https] : [http], loadBalancerClass: edge.loadBalancerClass }),
  };
}

/** A load balancer's address has to be waited for; a node port is there at once, and so are the release's pods. */
const annotations = (edge: Edge) => (edge.type === "LoadBalancer" ? edge.annotations : PODS_ARE_READY);

function urlOf({ edge }: ReverseProxyArgs, service: k8s.core.v1.Service): pulumi.Output<string> {
  if (edge.type === "NodePort") return pulumi.output(edge.url);
  const scheme = endsTls(edge) ? "https" : "http";
  return service.status.loadBalancer.ingress.apply((addresses) => {
    const host = addresses?.[0]?.hostname ?? addresses?.[0]?.ip;
    if (host) return `${scheme}://${host}`;
    throw new pulumi.RunError(
      'The load balancer of the Service "edge" has no address: see its events for why its controller made none.',
    );
  });
}
