// Starts the command "doctor", or says why it cannot run. Plain JavaScript without dependencies: it installs nothing,
// so what it needs itself may be what is missing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const missing = ["tsx", "@pulumi/pulumi", "commander"].find(
  (name) => !existsSync(join(root, "node_modules", name, "package.json")),
);
const version = Number(process.versions.node.split(".")[0]);

if (version < 22) {
  stop("Node", `Node is ${process.versions.node}, and the program needs 22 or later: install a newer one.`);
} else if (missing !== undefined) {
  stop("packages", `The packages of this project are not installed (${missing} for one): run "npm ci".`);
} else {
  const command = [
    `--require=${join(root, "typescript.cjs")}`,
    join(root, "commands/doctor.ts"),
    ...process.argv.slice(2),
  ];
  process.exitCode = spawnSync(process.execPath, command, { stdio: "inherit", cwd: root }).status ?? 1;
}

/** Says the only thing that can be said, as the command would. */
function stop(check, sentence) {
  console.log(`problem    ${check.padEnd(13)}  ${sentence}`);
  process.exitCode = 1;
}
