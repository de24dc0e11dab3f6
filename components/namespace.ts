import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

export interface NamespaceArgs {
  /** Refuse every change that would delete the namespace, and with it all that it holds. @default false */
  readonly protect?: boolean;
}

/**
 * A namespace that admits only restricted pods and in which no pod reaches another,
 * or is reached, unless a NetworkPolicy of a component says so.
 */
export class Namespace extends pulumi.ComponentResource {
  readonly namespace: pulumi.Output<string>;

  constructor(name: string, args: NamespaceArgs = {}, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:Namespace", name, {}, opts);

    const namespace = new k8s.core.v1.Namespace(
      name,
      {
        metadata: {
          name,
          labels: {
            "app.kubernetes.io/part-of": "blog",
            "pod-security.kubernetes.io/enforce": "restricted",
            "pod-security.kubernetes.io/audit": "restricted",
            "pod-security.kubernetes.io/warn": "restricted",
          },
        },
      },
      { parent: this, protect: args.protect },
    );
    this.namespace = namespace.metadata.name;

    new k8s.networking.v1.NetworkPolicy(
      `${name}-default-deny`,
      {
        metadata: { name: "default-deny", namespace: this.namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
      },
      { parent: this },
    );
    this.registerOutputs({ namespace: this.namespace });
  }
}
