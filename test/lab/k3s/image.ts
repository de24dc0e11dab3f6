import { copyFile, mkdir, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import { CLIENT } from "../docker/client";
import { RECIPE, STAND_IN } from "../images/image";
import type { Recipe } from "../recipe";
import { BASE_ARCHIVE } from "./base";
import { writeSystemImages } from "./systemImages";

/** For `docker inspect`. */
const MADE_OF = "stands in for rancher/k3s: Kubernetes from its Go modules, on Debian";

/** The image's settings, as k3s's own image has them; the volumes hold what must not lie on an overlay. */
const SETTINGS = [
  'ENTRYPOINT ["/bin/k3s"]',
  'CMD ["agent"]',
  "ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  "ENV CONTAINERD_ADDRESS=/run/k3s/containerd/containerd.sock",
  "ENV CONTAINERD_NAMESPACE=k8s.io",
  "VOLUME /var/lib/kubelet",
  "VOLUME /var/lib/rancher/k3s",
  "VOLUME /var/lib/cni",
  "VOLUME /var/log",
];

/** Files that come on top of Debian's. An archive may not name a folder twice, so they are named one by one. */
const FILES = ["usr/bin/k3s", "usr/bin/kube", "usr/bin/kubectl", "usr/share/k3s/images.tar"];

/** Folders of the parts that the image is put together from. */
export interface ImageParts {
  readonly base: string;
  readonly binaries: string;
  /** Is emptied before and removed afterwards. */
  readonly staging: string;
}

/** What decides the image besides its parts: how they are put together. */
export function imageRecipe(): Recipe {
  return { sources: [__filename, join(__dirname, "systemImages.ts")] };
}

/** True when the daemon has the image, built by this very recipe. */
export async function imageExists(
  name: string,
  recipe: string,
  dockerHost: string,
  log: string,
): Promise<boolean> {
  const filters = [`reference=${name}`, `label=${RECIPE}=${recipe}`].flatMap((filter) => [
    "--filter",
    filter,
  ]);
  const args = ["image", "ls", "--quiet", ...filters];
  return (await docker(args, "looking for the k3s image", dockerHost, log)) !== "";
}

/** Puts base and programs together and gives them to the daemon as one image of one layer. */
export async function importImage(
  name: string,
  recipe: string,
  parts: ImageParts,
  dockerHost: string,
  log: string,
): Promise<void> {
  const archive = join(parts.staging, "rootfs.tar");
  const files = join(parts.staging, "files");
  await rm(parts.staging, { recursive: true, force: true });
  try {
    await stageFiles(parts.binaries, files, log);
    await copyFile(join(parts.base, BASE_ARCHIVE), archive);
    const owner = ["--owner=0", "--group=0", "--numeric-owner"];
    const what = "putting the k3s image together";
    await command("tar", ["--append", "--file", archive, ...owner, "--directory", files, ...FILES], {
      what,
      log,
    });
    const settings = [...SETTINGS, `LABEL ${RECIPE}=${recipe}`, `LABEL ${STAND_IN}="${MADE_OF}"`];
    const changes = settings.flatMap((line) => ["--change", line]);
    await docker(["import", ...changes, archive, name], "importing the k3s image", dockerHost, log);
    // The one that bore the name until now.
    const outdated = ["image", "prune", "--force", "--filter", `label=${RECIPE}`];
    await docker(outdated, "removing the outdated k3s image", dockerHost, log);
  } finally {
    await rm(parts.staging, { recursive: true, force: true });
  }
}

/** Lays out FILES; Debian's /bin is a link to /usr/bin. */
async function stageFiles(binaries: string, files: string, log: string): Promise<void> {
  const programs = join(files, "usr/bin");
  const data = join(files, "usr/share/k3s");
  await mkdir(programs, { recursive: true });
  await mkdir(data, { recursive: true });
  for (const program of ["k3s", "kube"]) {
    await copyFile(join(binaries, program), join(programs, program));
  }
  await symlink("kube", join(programs, "kubectl"));
  await writeSystemImages(binaries, join(data, "images.tar"), log);
}

async function docker(args: string[], what: string, dockerHost: string, log: string): Promise<string> {
  return command(CLIENT, args, { what, log, env: { DOCKER_HOST: dockerHost }, minutes: 10 });
}
