// Runs whenever npm has installed, also by hand, and notes from which lock file: no command installs again then.
// Plain JavaScript without dependencies, as commands/install.mjs.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const digest = createHash("sha256")
  .update(readFileSync(join(root, "package-lock.json")))
  .digest("hex");
writeFileSync(join(root, "node_modules", ".installed-from-lock"), digest);
