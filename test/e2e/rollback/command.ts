import { blog } from "../hooks";
import { SilentDocker } from "../silentDocker";

/** The command behind "npm run rollback" on the blog that runs, on a machine whose Docker does not answer. */
export const startRollback = (docker: SilentDocker, ...args: string[]) =>
  blog().start(
    "node",
    ["--require=./typescript.cjs", "commands/rollback.ts", "--stack=local", ...args],
    docker.environment,
  );

/** Runs it to its end, with consent. */
export const rollback = (docker: SilentDocker, ...args: string[]) =>
  startRollback(docker, ...args, "--yes").ended;
