import { join } from "node:path";
import { debianValues, installDebian } from "../debian";
import type { Recipe } from "../recipe";

/** Debian suite that all packages come from. */
const SUITE = "bookworm";

const PACKAGES = [
  "ca-certificates",
  "conntrack",
  "containerd",
  "containernetworking-plugins",
  "curl",
  "iproute2",
  "iptables",
  "kmod",
  "openssl",
  "procps",
  "runc",
];

/** Name of the archive in the folder that `buildBase` fills. */
export const BASE_ARCHIVE = "base.tar";

/** What decides the base: the suite's newest packages are taken when it is built, and kept from then on. */
export async function baseRecipe(log: string): Promise<Recipe> {
  return { values: { suite: SUITE, packages: PACKAGES.join(), ...(await debianValues(log)) } };
}

/** Makes an archive of a small Debian with everything a node needs besides Kubernetes itself. */
export async function buildBase(folder: string, log: string): Promise<void> {
  await installDebian({ suite: SUITE, packages: PACKAGES, archive: join(folder, BASE_ARCHIVE), log });
}
