import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { command } from "./command";

/** A Debian root file system to install. */
export interface DebianRoot {
  suite: string;
  packages: string[];
  /** File that receives it; the folder takes what the installation needs meanwhile. */
  archive: string;
  log: string;
  /** Commands of the installer that change the file system at the end. @default none */
  hooks?: string[];
}

/** What a container never reads. */
const LEFT_OUT = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*"];

/** Settings of the machine's apt that decide whether its package registry can be used. */
const APT_SETTINGS = [
  "Acquire::Check-Valid-Until",
  "Acquire::Check-Date",
  "Acquire::http::Proxy",
  "Acquire::https::Proxy",
];

/** Installs packages of a suite into an archive, from the machine's package registry. */
export async function installDebian(root: DebianRoot): Promise<void> {
  const args = [
    "--variant=minbase",
    `--include=${root.packages.join(",")}`,
    ...(await aptSettings(root.log)).map((setting) => `--aptopt=${setting}`),
    ...LEFT_OUT.map((path) => `--dpkgopt=path-exclude=${path}`),
    ...(root.hooks ?? []).map((hook) => `--customize-hook=${hook}`),
    root.suite,
    root.archive,
    ...(await archiveAddress(root.log)),
  ];
  await command("mmdebstrap", args, {
    what: `installing Debian ${root.suite}`,
    log: root.log,
    env: { TMPDIR: dirname(root.archive) },
    contained: true,
  });
}

/** What decides an installation besides suite and packages, for its recipe. */
export async function debianValues(log: string): Promise<Record<string, string>> {
  return { settings: (await aptSettings(log)).join(), left: LEFT_OUT.join() };
}

async function aptSettings(log: string): Promise<string[]> {
  const output = await command("apt-config", ["dump", ...APT_SETTINGS], {
    what: "reading apt's settings",
    log,
  });
  return output
    .split("\n")
    .filter((line) => / ".+";$/.test(line))
    .map((line) => line.replace(/;$/, ""));
}

/** Address of the machine's Debian archive; none on relatives of Debian, where the installer's default holds. */
async function archiveAddress(log: string): Promise<string[]> {
  const release = await readFile("/etc/os-release", "utf8");
  if (!/^ID=debian$/m.test(release)) return [];
  const format = ["--format", "$(ORIGIN) $(RELEASE) $(COMPONENT) $(REPO_URI)", "Created-By: Packages"];
  const targets = await command("apt-get", ["indextargets", ...format], {
    what: "reading apt's sources",
    log,
  });
  const address = archiveIn(targets, /^VERSION_CODENAME=(\w+)/m.exec(release)?.[1] ?? "");
  return address ? [address] : [];
}

/**
 * Address of Debian's own archive among apt's sources; other packages may have sources of the same release.
 * @param targets one source per line: origin, which is absent before the first update, release, component, address
 */
export function archiveIn(targets: string, codename: string): string | undefined {
  const sources = targets.split("\n").map((line) => line.split(" "));
  const ofRelease = sources.filter(([, release, component]) => release === codename && component === "main");
  const known = ofRelease.find(([origin]) => origin === "Debian");
  return (known ?? ofRelease.find(([origin]) => !origin || origin === "$(ORIGIN)"))?.[3];
}
