import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { debianValues, installDebian } from "../debian";
import { docker } from "../docker/client";
import { requireSpace } from "../machine";
import type { LabPaths } from "../paths";
import { recipeHash, unfinished } from "../recipe";
import { RECIPE, recipeOf, STAND_IN } from "./image";

/** A Debian root file system that images start from. */
export interface Base {
  /** Name in the lab's daemon, for FROM. */
  name: string;
  suite: string;
  packages: string[];
}

export const TRIXIE: Base = {
  name: "blog-lab/debian:trixie",
  suite: "trixie",
  packages: ["ca-certificates"],
};

/** Downloads within builds trust whom the machine trusts. */
const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

/** Builds the base unless it is there; answers its recipe, which is part of those of its images. */
export async function buildBase(
  base: Base,
  paths: LabPaths,
  say: (text: string) => void,
): Promise<{ outcome: string; recipe: string }> {
  const log = join(paths.logs, `base-${base.suite}.log`);
  const values = { ...base, packages: base.packages.join(), ...(await debianValues(log)) };
  const recipe = await recipeHash({ sources: [BUNDLE], values });
  if ((await recipeOf(base.name, paths)) === recipe) return { outcome: "reused", recipe };
  await requireSpace(paths.home, 4);
  say("installing its packages");
  const folder = unfinished(paths.cache, base.suite);
  await mkdir(folder, { recursive: true });
  const archive = join(folder, "root.tar");
  const hooks = [`copy-in ${BUNDLE} /etc/ssl/certs`];
  await installDebian({ suite: base.suite, packages: base.packages, archive, log, hooks });
  await importBase(base.name, archive, recipe, paths, log);
  await rm(folder, { recursive: true });
  return { outcome: "built", recipe };
}

async function importBase(
  name: string,
  archive: string,
  recipe: string,
  paths: LabPaths,
  log: string,
): Promise<void> {
  const labels = [
    `LABEL ${RECIPE}=${recipe}`,
    `LABEL ${STAND_IN}="Debian of the machine's package registry"`,
  ];
  const changes = labels.flatMap((label) => ["--change", label]);
  await docker(paths, ["import", ...changes, archive, name], { what: `importing ${name}`, log });
}
