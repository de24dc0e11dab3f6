import { symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { CHECKOUT } from "./project";

/** Gives a home of the CLI the plugins of the one that is in use. */
export function linkPlugins(home: string): void {
  const inUse = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
  symlinkSync(join(inUse, "plugins"), join(home, "plugins"));
}

/** Variables with which the CLI and the stand-ins keep all that they know in files of a folder. */
export function environmentIn(folder: string, stack: string): Record<string, string> {
  return {
    // The CLI keeps its logs there, so that a test can look into them and nothing stays behind.
    PULUMI_HOME: join(folder, "home"),
    PULUMI_STACK: stack,
    // Without the sidecar files, which are not written in one piece: a killed CLI would leave a state that cannot be read.
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // Shows --event-log, which says exactly what was done.
    PULUMI_DEBUG_COMMANDS: "true",
    // Nobody answers there: whatever asks for the machine's own Docker or cluster fails.
    DOCKER_HOST: `unix://${join(folder, "no-docker.sock")}`,
    KUBECONFIG: join(folder, "no-kubeconfig"),
    // Each command loads the same modules anew: compiled once, they load in two thirds of the time.
    NODE_COMPILE_CACHE: join(CHECKOUT, "node_modules/.cache/node-compile"),
    STANDIN_DOCKER: "memory",
    STANDIN_DOCKER_REGISTRY_FILE: join(folder, "registry.json"),
    STANDIN_KUBERNETES: "memory",
    STANDIN_KUBERNETES_OBJECTS: join(folder, "objects.json"),
  };
}
