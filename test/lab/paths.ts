import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { LabFailure } from "./failure";

/** The repository that this lab belongs to. */
export const CHECKOUT = resolve(__dirname, "../..");

/** A unix socket's address holds 108 bytes; the longest one below the lab's folder needs these many. */
const LONGEST_SOCKET_BELOW_HOME = 45;

/** Where everything of the lab lies: removing `home` removes the lab. */
export interface LabPaths {
  readonly home: string;
  /** Links to the tools, first in PATH. */
  readonly bin: string;
  /** What was built, one folder per part and recipe. */
  readonly cache: string;
  /** One log file per part, of its last build or run. */
  readonly logs: string;
  /** Plugins and credentials of the Pulumi CLI. */
  readonly pulumiHome: string;
  /** Helm's repositories and caches. */
  readonly helmHome: string;
  readonly docker: {
    readonly socket: string;
    /** Images, containers, volumes. */
    readonly dataRoot: string;
    /** Run-time state of dockerd and containerd. */
    readonly execRoot: string;
  };
}

export function labPaths(env: NodeJS.ProcessEnv = process.env): LabPaths {
  const home = resolve(env["BLOG_LAB_HOME"] || join(homedir(), ".cache/blog-stack-lab"));
  if (home.length + LONGEST_SOCKET_BELOW_HOME > 107) {
    throw new LabFailure(
      `BLOG_LAB_HOME is too long for unix sockets below it, got ${home}: choose a shorter folder`,
    );
  }
  return {
    home,
    bin: join(home, "bin"),
    cache: join(home, "cache"),
    logs: join(home, "log"),
    pulumiHome: join(home, "pulumi"),
    helmHome: join(home, "helm"),
    docker: {
      socket: join(home, "docker.sock"),
      dataRoot: join(home, "docker"),
      execRoot: join(home, "exec"),
    },
  };
}
