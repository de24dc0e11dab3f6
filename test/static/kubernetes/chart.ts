import { parseAllDocuments } from "yaml";
import { chartOf } from "../../standins/kubernetes/release/chart";
import { Helm } from "../../standins/kubernetes/release/helm";
import { parseSettings } from "../../standins/kubernetes/settings";
import type { KubernetesObject } from "./objects";

/** The objects of a Helm release, rendered as Helm would install them. */
export async function renderChart(release: any): Promise<KubernetesObject[]> {
  const { reference, flags } = chartOf(release);
  const place = [release.name, reference, "--namespace", release.namespace];
  const rendered = await new Helm(parseSettings({})).run(["template", ...place, ...flags], {
    values: release.values,
  });
  return parseAllDocuments(rendered).flatMap(
    (document) => (document.toJS() as KubernetesObject | null) ?? [],
  );
}
