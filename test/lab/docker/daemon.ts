import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { reasonOf } from "../command";
import { LabFailure } from "../failure";
import type { LabPaths } from "../paths";
import { CGROUP_PARENT, removeCgroups } from "./cgroups";
import { answers, docker } from "./client";
import { remembered } from "./identity";
import { BRIDGE, POOL, prepareNetwork, restoreNetwork } from "./network";

const START_SECONDS = 60;
const STOP_SECONDS = 40;

const identityOf = (paths: LabPaths) => join(paths.home, "dockerd.json");
const logOf = (paths: LabPaths) => join(paths.logs, "dockerd.log");

/** True when the daemon that the lab started runs and answers. */
export async function daemonRuns(paths: LabPaths): Promise<boolean> {
  return (await remembered(identityOf(paths))) !== undefined && (await answers(paths.docker.socket));
}

/** Starts the lab's Docker daemon unless it runs. */
export async function startDaemon(paths: LabPaths): Promise<string> {
  if (await daemonRuns(paths)) return "runs already";
  await stopDaemon(paths);
  await prepareNetwork(paths);
  const ended = await spawnDaemon(paths);
  for (
    const limit = Date.now() + START_SECONDS * 1000;
    !(await answers(paths.docker.socket));
    await delay(100)
  ) {
    if (!ended() && Date.now() < limit) continue;
    const reason = reasonOf(await readFile(logOf(paths), "utf8"));
    throw new LabFailure(`the lab's Docker daemon did not start: ${reason}; log: ${logOf(paths)}`);
  }
  return "started";
}

/**
 * Starts dockerd in a mount and a process namespace of its own: when its first process ends, however that comes about,
 * the kernel ends every container and undoes every mount. The network is the machine's, for ports published on loopback.
 */
async function spawnDaemon(paths: LabPaths): Promise<() => boolean> {
  const scripts = join(paths.home, "libexec");
  for (const folder of [paths.docker.dataRoot, paths.docker.execRoot, paths.logs, scripts])
    await mkdir(folder, { recursive: true });
  for (const script of ["start.sh", "init.sh", "runc-lab"])
    await copyFile(join(__dirname, script), join(scripts, script));
  // Else the daemon would take over the settings of another one on this machine.
  await writeFile(join(scripts, "daemon.json"), "{}");
  const namespaces = ["--mount", "--propagation", "slave", "--pid", "--fork", "--kill-child", "--mount-proc"];
  const args = [
    identityOf(paths),
    "unshare",
    ...namespaces,
    join(scripts, "init.sh"),
    "dockerd",
    ...daemonFlags(paths, scripts),
  ];
  const output = openSync(logOf(paths), "w");
  const child = spawn(join(scripts, "start.sh"), args, { detached: true, stdio: ["ignore", output, output] });
  closeSync(output);
  child.unref();
  return () => child.exitCode !== null || child.signalCode !== null;
}

function daemonFlags(paths: LabPaths, scripts: string): string[] {
  return Object.entries({
    "--data-root": paths.docker.dataRoot,
    "--exec-root": paths.docker.execRoot,
    "--host": `unix://${paths.docker.socket}`,
    "--pidfile": join(paths.home, "dockerd.pid"),
    "--config-file": join(scripts, "daemon.json"),
    "--bridge": BRIDGE,
    "--default-address-pool": `base=${POOL},size=24`,
    "--cgroup-parent": CGROUP_PARENT,
    "--add-runtime": `lab=${join(scripts, "runc-lab")}`,
    "--default-runtime": "lab",
  }).flat();
}

/** Stops the daemon with all that runs in it, and restores the machine's network and control groups. */
export async function stopDaemon(paths: LabPaths): Promise<string> {
  const pid = await remembered(identityOf(paths));
  if (pid !== undefined) {
    if (await answers(paths.docker.socket)) await removeContainers(paths);
    await end(pid, paths);
  }
  for (const file of [identityOf(paths), paths.docker.socket, join(paths.home, "dockerd.pid")])
    await rm(file, { force: true });
  await rm(paths.docker.execRoot, { recursive: true, force: true });
  await removeCgroups();
  await restoreNetwork(paths);
  return pid === undefined ? "did not run" : "stopped";
}

async function removeContainers(paths: LabPaths): Promise<void> {
  const options = { what: "removing the lab's containers", log: join(paths.logs, "down.log") };
  const containers = (await docker(paths, ["ps", "--all", "--quiet"], options)).split("\n").filter(Boolean);
  if (containers.length > 0) await docker(paths, ["rm", "--force", "--volumes", ...containers], options);
  await docker(paths, ["network", "prune", "--force"], options);
}

/** Ends the daemon's process group: politely first, so that its database is whole. */
async function end(pid: number, paths: LabPaths): Promise<void> {
  for (const [signal, seconds] of [
    ["SIGTERM", STOP_SECONDS],
    ["SIGKILL", 10],
  ] as const) {
    process.kill(-pid, signal);
    for (const limit = Date.now() + seconds * 1000; Date.now() < limit; await delay(50)) {
      if ((await remembered(identityOf(paths))) === undefined) return;
    }
  }
  throw new LabFailure(`the lab's Docker daemon (process ${pid}) does not end: see ${logOf(paths)}`);
}
