import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command";
import { requireDebian, requireRoot, requireSpace } from "./machine";
import type { LabPaths } from "./paths";

/** Debian packages of the lab: the daemon and its parts, the maker of base images, the browser of the e2e tests. */
const PACKAGES = [
  "docker.io",
  "containerd",
  "runc",
  "iptables",
  "iproute2",
  "util-linux",
  "python3",
  "python3-venv",
  "mmdebstrap",
  "debian-archive-keyring",
  "ca-certificates",
  "openssl",
  "chromium",
];

/** Tells Debian's packages to start no service. */
const POLICY = "/usr/sbin/policy-rc.d";

/** Installs the packages that are missing. */
export async function installPackages(paths: LabPaths, say: (text: string) => void): Promise<string> {
  const log = join(paths.logs, "apt.log");
  await requireDebian("the lab's Docker daemon");
  const missing = await missingPackages(log);
  if (missing.length === 0) return "installed already";
  requireRoot(`installing ${missing.join(", ")}`);
  await requireSpace("/usr", 3);
  say(`installing ${missing.join(", ")}`);
  await command("apt-get", ["update"], { what: "apt-get update", log });
  await withoutServices(() =>
    command("apt-get", ["install", "--yes", "--no-install-recommends", ...missing], {
      what: `installing ${missing.join(", ")} with apt-get`,
      log,
      env: { DEBIAN_FRONTEND: "noninteractive" },
    }),
  );
  return `installed ${missing.join(", ")}`;
}

async function missingPackages(log: string): Promise<string[]> {
  const listed = await command(
    "dpkg-query",
    ["--show", "--showformat", "${db:Status-Status} ${Package}\\n"],
    { what: "listing Debian packages", log },
  );
  const installed = new Set(
    listed
      .split("\n")
      .filter((line) => line.startsWith("installed "))
      .map((line) => line.slice(10)),
  );
  return PACKAGES.filter((name) => !installed.has(name));
}

/** Docker's package would start a daemon of its own for the whole machine. */
async function withoutServices(install: () => Promise<unknown>): Promise<void> {
  const own = !existsSync(POLICY);
  if (own) await writeFile(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755 });
  try {
    await install();
  } finally {
    if (own) await rm(POLICY);
  }
}
