import { join } from "node:path";
import { command } from "../command";
import type { Recipe } from "../recipe";

/** Debian suite that all packages come from. */
const SUITE = "bookworm";

const PACKAGES = [
  "ca-certificates",
  "conntrack",
  "containerd",
  "containernetworking-plugins",
  "curl",
  "ipset",
  "iproute2",
  "iptables",
  "kmod",
  "openssl",
  "procps",
  "runc",
];

/** Files that a node has no use for, a third of the whole. */
const EXCLUDED = ["/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*"];

/** Name of the archive in the folder that `buildBase` fills. */
export const BASE_ARCHIVE = "base.tar";

/** What decides the base: the suite's newest packages are taken when it is built, and kept from then on. */
export function baseRecipe(): Recipe {
  return { values: { suite: SUITE, packages: PACKAGES.join(), excluded: EXCLUDED.join() } };
}

/** Makes an archive of a small Debian with everything a node needs besides Kubernetes itself. */
export async function buildBase(folder: string, log: string): Promise<void> {
  const options = EXCLUDED.map((pattern) => `--dpkgopt=path-exclude=${pattern}`);
  const args = [
    "--variant=minbase",
    `--include=${PACKAGES.join()}`,
    ...options,
    SUITE,
    join(folder, BASE_ARCHIVE),
  ];
  await command("mmdebstrap", args, {
    what: "making the Debian base of the k3s image",
    log,
    env: { TMPDIR: folder },
    contained: true,
  });
}
