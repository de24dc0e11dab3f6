import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import { Edge } from "./edge";
import { Repository } from "../image";
import { forEachImage, ImageName, Platform, PublicAddress, Site } from "./platform";

export interface ClusterPlatformArgs {
  /** Registry host and path under which the repositories lie. */
  readonly registry: string;
  /** Kubeconfig file, relative to the project. @default the file that kubectl would use */
  readonly kubeconfig?: string;
  /** Context of the kubeconfig. */
  readonly context: string;
  /** Storage class of the database's volume. @default the cluster's default */
  readonly storageClass?: string;
  readonly edge: Edge;
}

/** Any Kubernetes cluster with any registry: the local stack, kind, a cluster on premises. */
export class ClusterPlatform extends pulumi.ComponentResource implements Platform {
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  readonly cluster: k8s.Provider;
  readonly storageClass?: string;
  readonly edge: Edge;
  readonly outputs = {};

  constructor(name: string, args: ClusterPlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:ClusterPlatform", name, {}, opts);
    this.repositories = forEachImage((image) => ({ url: `${args.registry}/${image}` }));
    this.storageClass = args.storageClass;
    this.edge = args.edge;

    this.cluster = new k8s.Provider(
      `${name}-cluster`,
      {
        // A path, not the content: client keys stay out of the state.
        kubeconfig: args.kubeconfig,
        context: args.context,
        // Without it, a kubeconfig written anew would replace the provider and everything that it made.
        clusterIdentifier: args.context,
      },
      { parent: this },
    );
    this.registerOutputs({ cluster: this.cluster });
  }

  /** Names of the blog are whoever's who runs the cluster. */
  publish({ url }: PublicAddress): pulumi.Output<string> {
    return url;
  }
}

/** A cluster and a registry that are there: what is wrong with them shows when they are used. */
export const clusterSite = (args: ClusterPlatformArgs): Site => ({
  repositories: forEachImage((image) => ({ name: `${args.registry}/${image}` })),
  declare: () => new ClusterPlatform("platform", args),
});
