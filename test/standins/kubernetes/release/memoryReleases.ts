import { type JsonObject, toJson } from "../../protocol/value";
import { numberAt, textAt } from "../object";
import { chartOf, standInFor } from "./chart";
import { type Deployed, nameOfRelease, type Releases, type ReleaseName } from "./releases";

/** Releases without a cluster: nothing is rendered, but the chart has to be there. */
export class MemoryReleases implements Releases {
  private readonly deployed = new Map<string, Deployed>();

  resolveVersion(inputs: JsonObject): Promise<string> {
    const repository = textAt(inputs, "repositoryOpts", "repo");
    if (repository !== undefined && standInFor(repository) === undefined) {
      return Promise.reject(
        new Error(`looks like "${repository}" is not a valid chart repository or cannot be reached`),
      );
    }
    return Promise.resolve().then(() => chartOf(inputs).version ?? "");
  }

  async install(inputs: JsonObject): Promise<void> {
    await this.deploy(inputs, 1);
  }

  async upgrade(inputs: JsonObject): Promise<void> {
    const known = this.deployed.get(keyOf(nameOfRelease(inputs)));
    await this.deploy(inputs, (known ? (numberAt(toJson(known.status), "revision") ?? 0) : 0) + 1);
  }

  uninstall(inputs: JsonObject): Promise<void> {
    this.deployed.delete(keyOf(nameOfRelease(inputs)));
    return Promise.resolve();
  }

  read(release: ReleaseName, recorded: JsonObject): Promise<Deployed | undefined> {
    const { status } = recorded as { status?: JsonObject };
    const key = keyOf(release);
    if (status && !this.deployed.has(key)) this.deployed.set(key, { status, resourceNames: {} });
    return Promise.resolve(this.deployed.get(key));
  }

  private async deploy(inputs: JsonObject, revision: number): Promise<void> {
    const version = await this.resolveVersion(inputs);
    const release = nameOfRelease(inputs);
    const status = {
      ...release,
      status: "deployed",
      revision,
      chart: textAt(inputs, "chart") ?? "",
      version,
      appVersion: "",
    };
    this.deployed.set(keyOf(release), { status, resourceNames: {} });
  }
}

function keyOf({ namespace, name }: ReleaseName): string {
  return `${namespace}/${name}`;
}
