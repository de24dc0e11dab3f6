import type { CheckCall, CheckResult } from "../../protocol/provider";
import { containsUnknown, isProperties, type Properties, reveal, toJson } from "../../protocol/value";
import { refuseUnsupported } from "../annotations";
import { named } from "../autoname";
import { markSecrets } from "../checkpoint";
import { normalize } from "../normalize";
import { isUsuallyNamespaced, kindOfToken } from "../token";
import type { Context } from "./context";

/** Completes the inputs: a name, a namespace, and the form in which the cluster shows them. */
export async function checkObject(context: Context, call: CheckCall): Promise<CheckResult> {
  const { type, name, olds, news, randomSeed, log } = call;
  const { apiVersion, kind } = kindOfToken(type);
  const cluster = context.access.optional;
  if (!cluster && context.settings.skipUpdateUnreachable) {
    log.warning("Cluster is unreachable but skipUpdateUnreachable flag is set to true, skipping...");
    return { inputs: olds };
  }
  const given = normalize(reveal(news) as Properties);
  if (given.apiVersion !== apiVersion || given.kind !== kind) {
    throw new Error(`${type} must have apiVersion ${apiVersion} and kind ${kind}: the SDK sets both`);
  }
  const inputs = named(given, toJson(olds), name, randomSeed);
  const namespaced = (await cluster?.isNamespaced(apiVersion, kind)) ?? isUsuallyNamespaced(kind);
  const placed = namespaced ? inNamespace(inputs, context.defaultNamespace) : inputs;
  if (!containsUnknown(placed)) refuseUnsupported(toJson(placed));
  return { inputs: markSecrets(placed, news) };
}

function inNamespace(inputs: Properties, namespace: string): Properties {
  const { metadata } = inputs;
  if (!isProperties(metadata) || metadata.namespace !== undefined) return inputs;
  return { ...inputs, metadata: { ...metadata, namespace } };
}
