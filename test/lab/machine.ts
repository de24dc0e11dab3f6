import { readFile, statfs } from "node:fs/promises";
import { LabFailure } from "./failure";

/** Root, because a Docker daemon and Debian packages need it. */
export function requireRoot(purpose: string): void {
  if (process.getuid?.() === 0) return;
  throw new LabFailure(
    `${purpose} needs root, this is user ${process.getuid?.() ?? "unknown"}: run it as root`,
  );
}

/** A machine whose packages come by apt. */
export async function requireDebian(purpose: string): Promise<void> {
  const release = await readFile("/etc/os-release", "utf8").catch(() => "");
  if (isDebianLike(release)) return;
  const name = /^PRETTY_NAME="?([^"\n]*)/m.exec(release)?.[1] ?? process.platform;
  throw new LabFailure(
    `${purpose} needs Debian or a relative of it, this is ${name}: start Docker there instead`,
  );
}

/** @param release text of /etc/os-release */
export function isDebianLike(release: string): boolean {
  return /^ID(_LIKE)?=.*\bdebian\b/m.test(release);
}

/** Go that can build modules which name their Go version, which it then downloads itself. */
export async function requireGo(): Promise<string> {
  const { execa } = await import("execa");
  const { stdout } = await execa("go", ["env", "GOVERSION"], { reject: false });
  if (!stdout) throw new LabFailure("Go is missing: install Go 1.21 or newer and put it in PATH");
  if (!isNewEnoughGo(stdout))
    throw new LabFailure(`Go must be 1.21 or newer, got ${stdout}: install a newer one`);
  return stdout;
}

/** @param version such as "go1.26.8" */
export function isNewEnoughGo(version: string): boolean {
  const [, major = "0", minor = "0"] = /^go(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 21);
}

/** Room for what is built; a build that fills the disk fails late and for everyone on the machine. */
export async function requireSpace(folder: string, gibibytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = (bavail * bsize) / 2 ** 30;
  if (free >= gibibytes) return;
  throw new LabFailure(
    `${folder} needs ${gibibytes} GiB free, it has ${free.toFixed(1)}: free some or set BLOG_LAB_HOME`,
  );
}
