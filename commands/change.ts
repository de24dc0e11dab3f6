import { StepEventMetadata } from "@pulumi/pulumi/automation";

const SILENT = new Set(["same", "read", "refresh", "read-discard", "read-replacement", "discard-replaced"]);
const IMAGE = "docker:index/image:Image";

/** A change of one resource, as an operator speaks of it. */
export interface Change {
  /** "create", "update", "replace", "delete" or one of their steps. */
  readonly op: string;
  /** "Deployment backend" */
  readonly resource: string;
}

/**
 * What a step of an update changes; undefined for what stays as it is, and for what only holds others together.
 *
 * An image that is no longer declared is only forgotten: it stays in its registry, and nothing changes anywhere.
 */
export function changeOf({ op, urn, old }: StepEventMetadata): Change | undefined {
  if (SILENT.has(op)) return undefined;
  const type = typeOf(urn);
  if (/^(blog|pulumi):/.test(type)) return undefined;
  if (type === IMAGE && old?.retainOnDelete === true && op.startsWith("delete")) return undefined;
  return { op, resource: resourceName(urn) };
}

/** "Deployment backend" of a URN. */
export function resourceName(urn: string): string {
  return `${typeOf(urn).split(":").at(-1)} ${urn.split("::").at(-1)}`;
}

const typeOf = (urn: string) => urn.split("::").at(-2)?.split("$").at(-1) ?? "";
