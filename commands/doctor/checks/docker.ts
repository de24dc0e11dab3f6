import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { docker as ask, dockerTrouble } from "../../local/docker";
import { Check } from "../check";
import { Finding, ok, problem } from "../finding";
import { Subject } from "../subject";

/** What "docker info" says, as far as it matters here. */
export interface Info {
  readonly OSType: string;
  /** "x86_64", "aarch64" … */
  readonly Architecture: string;
  readonly OperatingSystem: string;
  /** Bytes. */
  readonly MemTotal: number;
  readonly DockerRootDir: string;
}

const GIB = 1024 ** 3;
/** Memory for a registry, a cluster and the blog in it; the machine's own share of 4 GiB is left out of what Docker tells. */
const LOCAL_MEMORY_GIB = 3.5;
/** Room for the base images, three builds and their cache. */
const FREE_GIB = 5;
/** Where Linux notes down who runs programs of another processor. */
const EMULATOR = "/proc/sys/fs/binfmt_misc/qemu-x86_64";

/** Images are built where the update runs; none is, as long as each is pinned or in its registry. */
export const docker: Check = {
  name: "Docker",
  async examine(subject) {
    const trouble = await dockerTrouble();
    if (trouble !== undefined) return problem(`Docker cannot be used (${trouble}): install or start Docker.`);
    const info = JSON.parse(await ask("info", "--format", "{{json .}}")) as Info;
    const troubles = [...inside(info, subject), ...(await outOfSpace(info))];
    if (troubles.length > 0) return troubles;
    return ok(`Docker runs Linux containers on ${info.Architecture} with ${gib(info.MemTotal)} of memory.`);
  },
};

export function inside(info: Info, { local }: Pick<Subject, "local">, emulator = EMULATOR): Finding[] {
  if (info.OSType !== "linux")
    return [problem(`Docker runs ${info.OSType} containers: switch it to Linux containers.`)];
  const found: Finding[] = [];
  if (local && info.MemTotal < LOCAL_MEMORY_GIB * GIB) {
    found.push(
      problem(
        `Docker has ${gib(info.MemTotal)} of memory, and the stack local needs 4 GiB: give it more in its settings.`,
      ),
    );
  }
  // Docker Desktop brings an emulator along.
  const emulates = /Docker Desktop/.test(info.OperatingSystem) || existsSync(emulator);
  if (!/^(x86_64|amd64)$/.test(info.Architecture) && !emulates) {
    found.push(
      problem(
        `Docker runs on ${info.Architecture} and nothing there emulates amd64, which images are built for: install it with "docker run --privileged --rm tonistiigi/binfmt --install amd64".`,
      ),
    );
  }
  return found;
}

/** Only a Docker on this machine has its folder here. */
async function outOfSpace({ DockerRootDir: folder }: Info): Promise<Finding[]> {
  if (!existsSync(folder)) return [];
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= FREE_GIB * GIB) return [];
  return [
    problem(
      `Docker has ${gib(bavail * bsize)} of disk left in ${folder}, and building takes ${FREE_GIB} GiB: make room with "docker system prune".`,
    ),
  ];
}

const gib = (bytes: number) => `${(bytes / GIB).toFixed(1)} GiB`;
