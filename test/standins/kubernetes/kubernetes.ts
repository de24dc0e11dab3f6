import { checkArguments } from "../protocol/arguments";
import type { CheckFailure, DiffResult, Resource, StandIn } from "../protocol/provider";
import type { Properties } from "../protocol/value";
import { connect } from "./connect";
import { kubeObject } from "./kubeObject";
import { diffProvider } from "./providerDiff";
import { Helm } from "./release/helm";
import { HelmReleases } from "./release/helmReleases";
import { MemoryReleases } from "./release/memoryReleases";
import { RELEASE, releaseResource } from "./release/release";
import { parseSettings, PROVIDER_ARGUMENTS } from "./settings";

/** The kubernetes provider: one cluster, its objects and Helm releases on it. */
export class KubernetesStandIn implements StandIn {
  readonly acceptSecrets = true;
  private objects: Resource | undefined;
  private releases: Resource | undefined;

  checkConfig(inputs: Properties): CheckFailure[] {
    return checkArguments(inputs, PROVIDER_ARGUMENTS);
  }

  diffConfig(olds: Properties, news: Properties): DiffResult {
    return diffProvider(olds, news);
  }

  async configure(given: Record<string, string>): Promise<void> {
    const settings = parseSettings(given);
    const { access, defaultNamespace } = await connect(settings);
    this.objects = kubeObject({ access, settings, defaultNamespace });
    const inMemory = process.env.STANDIN_KUBERNETES === "memory";
    const releases = inMemory ? new MemoryReleases() : new HelmReleases(new Helm(settings));
    this.releases = releaseResource(releases, access, defaultNamespace);
  }

  resource(type: string): Resource {
    const resource = type === RELEASE ? this.releases : this.objects;
    if (!resource) throw new Error(`the kubernetes provider was used for ${type} before it was configured`);
    return resource;
  }
}
