import { getVersion } from "@pulumi/docker/utilities";
import { createHash } from "node:crypto";
import { lstatSync } from "node:fs";
import { join } from "node:path";
import { readBuildContext } from "./buildContext";
import { Sources } from "./image";

/** How an image is built, besides what its content tag stands for. */
export interface BuildWay extends Sources {
  /** Network of the build's steps. */
  readonly network: string;
}

/**
 * Twelve hexadecimal digits for all that the provider compares and that makes no other image: where the sources
 * lie, whole permissions of their files, network, the provider itself. It would build an image anew for any of it.
 *
 * Throws a RunError as reading the build context does.
 */
export function buildRecipe({ context, network }: BuildWay): string {
  const modes = readBuildContext(context).files.map(({ path }) => [
    path,
    lstatSync(join(context, path)).mode,
  ]);
  const facts = JSON.stringify([getVersion(), context, network, modes.sort()]);
  return createHash("sha256").update(facts).digest("hex").slice(0, 12);
}
