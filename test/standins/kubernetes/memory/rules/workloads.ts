import { isJsonObject, type JsonObject } from "../../../protocol/value";
import { at, type KubeObject, listAt, textAt } from "../../object";
import { wrongLabels } from "./metadata";
import { wrongPodSpec } from "./pods";

/** Deployment, StatefulSet and DaemonSet: the selector has to find the pods of the template. */
export function wrongWorkload(object: KubeObject): string[] {
  const claims = listAt(object, "spec", "volumeClaimTemplates").map(
    (claim) => textAt(claim, "metadata", "name") ?? "",
  );
  const policy = textAt(object, "spec", "template", "spec", "restartPolicy") ?? "Always";
  return [
    ...wrongSelector(object),
    ...wrongLabels(object, "spec.template.metadata.labels"),
    ...(policy === "Always"
      ? []
      : [`spec.template.spec.restartPolicy: Unsupported value: "${policy}": supported values: "Always"`]),
    ...wrongPodSpec(at(object, "spec", "template", "spec"), "spec.template.spec", claims),
  ];
}

/** Jobs make their own selector; their pods must not be restarted for ever. */
export function wrongJob(object: KubeObject, path = "spec"): string[] {
  const template = at(object, ...path.split("."), "template", "spec");
  const policy = textAt(template, "restartPolicy");
  const allowed = policy === "OnFailure" || policy === "Never";
  return [
    ...(allowed
      ? []
      : [`${path}.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"`]),
    ...wrongPodSpec(template, `${path}.template.spec`),
  ];
}

function wrongSelector(object: KubeObject): string[] {
  const selector = at(object, "spec", "selector", "matchLabels");
  const labels = (at(object, "spec", "template", "metadata", "labels") ?? {}) as JsonObject;
  const expressions = listAt(object, "spec", "selector", "matchExpressions");
  const wanted = isJsonObject(selector) ? Object.entries(selector) : [];
  if (wanted.length === 0 && expressions.length === 0)
    return ["spec.selector: Invalid value: empty selector is invalid"];
  const matches = wanted.every(([key, value]) => labels[key] === value);
  return matches
    ? []
    : ["spec.template.metadata.labels: Invalid value: `selector` does not match template `labels`"];
}
