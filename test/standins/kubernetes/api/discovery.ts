import { isJsonObject } from "../../protocol/value";
import { ApiError } from "../errors";
import { at, listAt, type ObjectRef, textAt } from "../object";
import type { ApiClient } from "./client";

interface Kind {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Which kinds the cluster serves, and under which paths. */
export class Discovery {
  private readonly versions = new Map<string, Promise<Map<string, Kind>>>();

  constructor(private readonly client: ApiClient) {}

  async kind(apiVersion: string, kind: string): Promise<Kind | undefined> {
    const found = (await this.kindsOf(apiVersion)).get(kind);
    // A definition made in this run serves a new kind: what was not there has to be asked for again.
    if (!found) this.versions.delete(apiVersion);
    return found;
  }

  /** The path of one object, or of all of a kind when the name is empty. */
  async path({ apiVersion, kind, namespace, name }: ObjectRef): Promise<string> {
    const known = await this.kind(apiVersion, kind);
    if (!known) {
      throw new ApiError(
        404,
        "NoMatch",
        `the API server does not serve ${apiVersion}/${kind}: is its definition installed?`,
      );
    }
    const inside = known.namespaced && namespace ? `/namespaces/${namespace}` : "";
    return `${rootOf(apiVersion)}${inside}/${known.plural}${name === "" ? "" : `/${name}`}`;
  }

  private kindsOf(apiVersion: string): Promise<Map<string, Kind>> {
    const known = this.versions.get(apiVersion) ?? this.load(apiVersion);
    this.versions.set(apiVersion, known);
    return known;
  }

  private async load(apiVersion: string): Promise<Map<string, Kind>> {
    const answer = await this.client.call("GET", rootOf(apiVersion)).catch((error: unknown) => {
      if (error instanceof ApiError && error.code === 404) return { resources: [] };
      this.versions.delete(apiVersion);
      throw error;
    });
    const kinds = listAt(answer, "resources").filter(isJsonObject);
    // Subresources such as `pods/log` have a slash.
    const whole = kinds.filter((item) => !textAt(item, "name")?.includes("/"));
    return new Map(
      whole.map((item) => [
        textAt(item, "kind") ?? "",
        { plural: textAt(item, "name") ?? "", namespaced: at(item, "namespaced") === true },
      ]),
    );
  }
}

function rootOf(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
