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
  | {
      readonly type: "LoadBalancer";
      /** Settings for the controller that makes the load balancer. @default none */
      readonly annotations?: Readonly<Record<string, pulumi.Input<string>>>;
      /** Controller that makes the load balancer. @default the cluster's own */
      readonly loadBalancerClass?: string;
    };
