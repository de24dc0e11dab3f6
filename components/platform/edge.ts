import * as pulumi from "@pulumi/pulumi";

/** How readers reach the proxy from outside of the cluster. */
export type Edge =
  | {
      readonly type: "NodePort";
      /** Port on every node, 30000 to 32767. */
      readonly nodePort: number;
      /** Address under which readers reach that port. */
      readonly url: pulumi.Input<string>;
    }
  | LoadBalancer;

/** A load balancer that a controller makes for a Service. */
export interface LoadBalancer {
  readonly type: "LoadBalancer";
  /** Settings for the controller. @default none */
  readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Controller that makes the load balancer. @default the cluster's own */
  readonly loadBalancerClass?: string;
  /** Networks (CIDR) that it connects from, and whose connections begin with a PROXY protocol header. @default none */
  readonly proxyProtocolFrom?: readonly string[];
  /** It ends TLS: what comes over TLS goes to the proxy's https port. @default false */
  readonly tls?: boolean;
  /** Seconds for which it may still send new connections to a pod that leaves. @default 10 */
  readonly drainSeconds?: number;
  /** Seconds until it surely sends connections to a pod that is new. @default 5 */
  readonly settleSeconds?: number;
}
