import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
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

const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
/** What a container never reads. */
const LEFT_OUT = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*"];
/** Settings of the machine's apt that decide whether its package registry can be used. */
const APT_SETTINGS = [
  "Acquire::Check-Valid-Until",
  "Acquire::Check-Date",
  "Acquire::http::Proxy",
  "Acquire::https::Proxy",
];

/** Builds the base unless it is there; answers its recipe, which is part of those of its images. */
export async function buildBase(
  base: Base,
  paths: LabPaths,
  say: (text: string) => void,
): Promise<{ outcome: string; recipe: string }> {
  const settings = await aptSettings(paths);
  const recipe = await recipeHash({
    sources: [BUNDLE],
    values: { ...base, packages: base.packages.join(), settings: settings.join(), left: LEFT_OUT.join() },
  });
  if ((await recipeOf(base.name, paths)) === recipe) return { outcome: "reused", recipe };
  await requireSpace(paths.home, 4);
  say("installing its packages");
  const folder = unfinished(paths.cache, base.suite);
  await mkdir(folder, { recursive: true });
  const tar = join(folder, "root.tar");
  await command("mmdebstrap", await flags(base, settings, tar, paths), {
    what: `installing Debian ${base.suite}`,
    log: logOf(base, paths),
    env: { TMPDIR: folder },
    contained: true,
  });
  const labels = [
    `LABEL ${RECIPE}=${recipe}`,
    `LABEL ${STAND_IN}="Debian ${base.suite} of the machine's package registry"`,
  ];
  await docker(paths, ["import", ...labels.flatMap((label) => ["--change", label]), tar, base.name], {
    what: `importing ${base.name}`,
    log: logOf(base, paths),
  });
  await rm(folder, { recursive: true });
  return { outcome: "built", recipe };
}

const logOf = (base: Base, paths: LabPaths) => join(paths.logs, `base-${base.suite}.log`);

async function flags(base: Base, settings: string[], tar: string, paths: LabPaths): Promise<string[]> {
  return [
    "--variant=minbase",
    `--include=${base.packages.join(",")}`,
    ...settings.map((setting) => `--aptopt=${setting}`),
    ...LEFT_OUT.map((path) => `--dpkgopt=path-exclude=${path}`),
    // Downloads within builds trust whom the machine trusts.
    `--customize-hook=copy-in ${BUNDLE} /etc/ssl/certs`,
    base.suite,
    tar,
    ...(await mirror(paths)),
  ];
}

/** Address of the machine's Debian archive; none on relatives of Debian, where the tool's default holds. */
async function mirror(paths: LabPaths): Promise<string[]> {
  if (!/^ID=debian$/m.test(await readFile("/etc/os-release", "utf8"))) return [];
  const format = ["--format", "$(REPO_URI)", "Created-By: Packages"];
  const output = await command("apt-get", ["indextargets", ...format], {
    what: "reading apt's sources",
    log: join(paths.logs, "apt.log"),
  });
  return output
    .split("\n")
    .filter((uri) => uri && !/-security\/?$/.test(uri))
    .slice(0, 1);
}

async function aptSettings(paths: LabPaths): Promise<string[]> {
  const output = await command("apt-config", ["dump", ...APT_SETTINGS], {
    what: "reading apt's settings",
    log: join(paths.logs, "apt.log"),
  });
  return output
    .split("\n")
    .filter((line) => / ".+";$/.test(line))
    .map((line) => line.replace(/;$/, ""));
}
