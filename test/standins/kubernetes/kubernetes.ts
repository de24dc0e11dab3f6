import { checkArguments } from "../protocol/arguments";
import type { CheckFailure, DiffResult, Resource, StandIn } from "../protocol/provider";
import type { Properties } from "../protocol/value";
import { ClusterAccess } from "./access";
import { KubeObjectResource } from "./kubeObject";
import { MemoryCluster } from "./memory/memoryCluster";
import { ObjectStore } from "./memory/store";
import { parseSettings, PROVIDER_ARGUMENTS } from "./settings";

/** The kubernetes provider: one cluster, its objects and Helm releases on it. */
export class KubernetesStandIn implements StandIn {
  readonly acceptSecrets = true;
  private objects: Resource | undefined;

  checkConfig(inputs: Properties): CheckFailure[] {
    return checkArguments(inputs, PROVIDER_ARGUMENTS);
  }

  diffConfig(_olds: Properties, _news: Properties): DiffResult {
    return { changes: [] };
  }

  configure(given: Record<string, string>): Promise<void> {
    const settings = parseSettings(given);
    const cluster = new MemoryCluster(new ObjectStore(process.env.STANDIN_KUBERNETES_OBJECTS));
    this.objects = new KubeObjectResource(
      new ClusterAccess(cluster, ""),
      settings,
      settings.namespace ?? "default",
    );
    return Promise.resolve();
  }

  resource(type: string): Resource {
    if (!this.objects)
      throw new Error(`the kubernetes provider was used for ${type} before it was configured`);
    return this.objects;
  }
}
