import * as pulumi from "@pulumi/pulumi";
import { HEALTH_PATH, PORTS } from "../../haproxySettings";
import { Edge } from "../edge";

export interface NetworkLoadBalancerArgs {
  /** Networks that the load balancer's own addresses lie in. */
  readonly publicCidrs: readonly string[];
  /** Certificate for TLS. @default plain HTTP */
  readonly certificateArn?: pulumi.Input<string>;
}

/** TLS 1.2 and 1.3, key exchanges that a quantum computer does not break included. */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/**
 * Seconds after which the load balancer has surely stopped to send new connections to a pod that leaves: users measured
 * two minutes (aws-load-balancer-controller, threads 2366 and 3270).
 */
const DRAIN_SECONDS = 130;

/** Seconds after which it surely sends some to a pod that is new: three minutes (the same, thread 1834). */
const SETTLE_SECONDS = 180;

/** What EKS is told to make of the edge's Service: a load balancer that hands on who the reader is. */
export function networkLoadBalancer({ publicCidrs, certificateArn }: NetworkLoadBalancerArgs): Edge {
  const settings = {
    scheme: "internet-facing",
    "nlb-target-type": "ip",
    // Addresses of readers come in a header of each connection, which only the load balancer is believed.
    "target-group-attributes": [
      "proxy_protocol_v2.enabled=true",
      "preserve_client_ip.enabled=false",
      "deregistration_delay.timeout_seconds=120",
    ].join(","),
    "healthcheck-protocol": "http",
    "healthcheck-port": String(PORTS.stat),
    "healthcheck-path": HEALTH_PATH,
    "healthcheck-interval": "10",
    "healthcheck-healthy-threshold": "2",
    "healthcheck-unhealthy-threshold": "2",
    attributes: "load_balancing.cross_zone.enabled=true",
    ...(certificateArn !== undefined && {
      "ssl-cert": certificateArn,
      "ssl-ports": "https",
      "ssl-negotiation-policy": TLS_POLICY,
      "backend-protocol": "tcp",
    }),
  };
  return {
    type: "LoadBalancer",
    loadBalancerClass: "eks.amazonaws.com/nlb",
    annotations: Object.fromEntries(
      Object.entries(settings).map(([key, value]) => [
        `service.beta.kubernetes.io/aws-load-balancer-${key}`,
        value,
      ]),
    ),
    proxyProtocolFrom: publicCidrs,
    tls: certificateArn !== undefined,
    drainSeconds: DRAIN_SECONDS,
    settleSeconds: SETTLE_SECONDS,
  };
}
