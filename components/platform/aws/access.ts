import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AccessArgs {
  readonly cluster: pulumi.Input<string>;
  /** IAM role or user that gets in. */
  readonly principal: pulumi.Input<string>;
  /** Access policy of EKS. @default none: rights come from the groups */
  readonly policy?: "AmazonEKSClusterAdminPolicy" | "AmazonEKSViewPolicy";
  /** Kubernetes groups that the principal belongs to. @default none */
  readonly groups?: readonly string[];
  /** For example "aws", "aws-cn". */
  readonly partition: string;
}

/** Lets an IAM role or user into the cluster, with the rights of a policy or of Kubernetes groups. */
export class Access extends pulumi.ComponentResource {
  constructor(name: string, args: AccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Access", name, {}, opts);
    const child = { parent: this };

    const entry = new aws.eks.AccessEntry(
      name,
      {
        clusterName: args.cluster,
        principalArn: args.principal,
        ...(args.groups && { kubernetesGroups: [...args.groups] }),
      },
      child,
    );
    if (args.policy) {
      new aws.eks.AccessPolicyAssociation(
        name,
        {
          clusterName: args.cluster,
          principalArn: entry.principalArn,
          policyArn: `arn:${args.partition}:eks::aws:cluster-access-policy/${args.policy}`,
          accessScope: { type: "cluster" },
        },
        // EKS knows it by cluster, principal and policy alone: deleting the old one last would take the new one away.
        { ...child, deleteBeforeReplace: true },
      );
    }
    this.registerOutputs();
  }
}
