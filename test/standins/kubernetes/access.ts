import type { Cluster } from "./cluster";

/** The cluster of a provider, or why there is none. */
export class ClusterAccess {
  constructor(
    private readonly cluster: Cluster | undefined,
    readonly unreachable: string,
  ) {}

  /** Undefined when the cluster is not reachable; for what can do without. */
  get optional(): Cluster | undefined {
    return this.cluster;
  }

  get required(): Cluster {
    if (this.cluster) return this.cluster;
    throw new Error(`configured Kubernetes cluster is unreachable: ${this.unreachable}`);
  }
}
