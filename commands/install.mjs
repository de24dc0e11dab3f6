// Installs what the other commands need, so that nothing has to be run before them but the clone.
// Plain JavaScript without dependencies: it runs on the machine's own Node, before any package is there.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs "npm ci" in a folder unless its node_modules were installed from this very lock file. */
function install(folder) {
  const lock = readFileSync(join(folder, "package-lock.json"));
  const digest = createHash("sha256").update(lock).digest("hex");
  const stamp = join(folder, "node_modules", ".installed-from-lock");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === digest) return;

  const place = relative(root, folder) || "this folder";
  console.error(`Installing the packages of ${place} (npm ci) ...`);
  const started = Date.now();
  const npm = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error(`npm ci failed in ${place}: see the message above, then run the command again.`);
    process.exit(1);
  }
  writeFileSync(stamp, digest);
  console.error(`Installed in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
}

for (const folder of process.argv.length > 2 ? process.argv.slice(2) : ["."]) install(join(root, folder));
