import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

/** What an EKS cluster in Auto Mode lacks when it is new: encrypted volumes that outlive their claim, and NetworkPolicies that count. */
export class ClusterDefaults extends pulumi.ComponentResource {
  readonly storageClass: pulumi.Output<string>;

  constructor(name: string, _args: object, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:ClusterDefaults", name, {}, opts);
    const child = { parent: this };

    const storageClass = new k8s.storage.v1.StorageClass(
      `${name}-storage`,
      {
        metadata: { name: "gp3-retained" },
        provisioner: "ebs.csi.eks.amazonaws.com",
        // The account's own key for volumes: a volume that outlives the stack must not lose its key with it.
        parameters: { type: "gp3", encrypted: "true" },
        allowVolumeExpansion: true,
        reclaimPolicy: "Retain",
        // The volume is made in the zone where the pod fits.
        volumeBindingMode: "WaitForFirstConsumer",
      },
      child,
    );

    // Until it is there, NetworkPolicies are accepted and not enforced.
    new k8s.core.v1.ConfigMap(
      `${name}-network-policies`,
      {
        metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
        data: { "enable-network-policy-controller": "true" },
      },
      child,
    );

    this.storageClass = storageClass.metadata.name;
    this.registerOutputs({ storageClass: this.storageClass });
  }
}
