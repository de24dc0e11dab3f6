import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { requireGo, requireSpace } from "../machine";
import { buildOnce, recipeHash, unfinished } from "../recipe";
import { buildBase, baseRecipe } from "./base";
import { binariesRecipe, buildBinaries } from "./binaries";
import { imageExists, imageRecipe, importImage } from "./image";

/** Name under which k3s's own image is known. */
export const K3S_IMAGE = "rancher/k3s:v1.36.3-k3s1";

/** Room for the parts, the image and Go's own cache. */
const FREE_GIB = 8;

export interface K3sImageContext {
  /** Folder that keeps what was built; also receives the log `k3s.log`. */
  readonly cacheDir: string;
  /** Address of the Docker daemon that gets the image, such as `unix:///run/docker.sock`. */
  readonly dockerHost: string;
  /** Receives one line per step, with the seconds it took. */
  readonly log: (line: string) => void;
}

/**
 * Makes the image `rancher/k3s` from Debian packages and Go modules, unless the daemon has the one of this very
 * recipe. Throws an error of one sentence that names the log file when a step fails.
 */
export async function buildK3sImage(context: K3sImageContext): Promise<void> {
  const log = join(context.cacheDir, "k3s.log");
  await mkdir(context.cacheDir, { recursive: true });
  const hashes = {
    base: await recipeHash(await baseRecipe(log)),
    binaries: await recipeHash(binariesRecipe()),
  };
  const recipe = [hashes.base, hashes.binaries, await recipeHash(imageRecipe())].join("-");

  if (await imageExists(K3S_IMAGE, recipe, context.dockerHost, log)) {
    context.log(`k3s: ${K3S_IMAGE} is there already`);
    return;
  }
  await requireGo();
  await requireSpace(context.cacheDir, FREE_GIB);
  const part = async (name: string, hash: string, build: (folder: string, log: string) => Promise<void>) => {
    const built = await timed(context, name, () =>
      buildOnce(context.cacheDir, name, hash, (folder) => {
        context.log(`k3s: ${name}: building, minutes when Go's and Debian's packages are not at hand …`);
        return build(folder, log);
      }),
    );
    return built.folder;
  };
  const base = await part("k3s-base", hashes.base, buildBase);
  const binaries = await part("k3s-binaries", hashes.binaries, buildBinaries);
  await timed(context, K3S_IMAGE, async () => {
    const parts = { base, binaries, staging: unfinished(context.cacheDir, "k3s-image") };
    await importImage(K3S_IMAGE, recipe, parts, context.dockerHost, log);
    return { outcome: "built" };
  });
}

async function timed<T extends { outcome: string }>(
  context: K3sImageContext,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const start = performance.now();
  const result = await work();
  context.log(`k3s: ${name}: ${result.outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  return result;
}
