import { existsSync } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { linkTool } from "../go-tool";
import type { LabPaths } from "../paths";
import type { Steps } from "../steps";
import { buildBase, type Base } from "./base";
import { buildImage } from "./image";
import { IMAGES } from "./table";

/** Builds what is missing of the images made from Debian packages. */
export async function buildDebianImages(paths: LabPaths, steps: Steps): Promise<void> {
  await mkdir(paths.cache, { recursive: true });
  const recipes = new Map<Base, string>();
  for (const [base, images] of IMAGES) {
    if (!recipes.has(base)) {
      await steps.step(`base ${base.name}`, async (say) => {
        const { outcome, recipe } = await buildBase(base, paths, say);
        recipes.set(base, recipe);
        return outcome;
      });
    }
    for (const image of images) {
      const build = (say: (text: string) => void) => buildImage(image, recipes.get(base) ?? "", paths, say);
      await steps.step(`image ${image.name}`, build);
    }
  }
}

/** What the k3s image's builder offers; it has a folder of its own, for it is a project of its own. */
interface K3sBuilder {
  buildK3sImage: (context: {
    cacheDir: string;
    dockerHost: string;
    log: (line: string) => void;
  }) => Promise<void>;
}

/** Builds the image with the whole Kubernetes in it. */
export async function buildK3s(paths: LabPaths, steps: Steps): Promise<void> {
  const builder = join(__dirname, "../k3s/build.ts");
  await steps.step("image rancher/k3s", async () => {
    if (!existsSync(builder)) return "no builder in this checkout";
    const { buildK3sImage } = (await import(builder)) as K3sBuilder;
    await buildK3sImage({
      cacheDir: paths.cache,
      dockerHost: `unix://${paths.docker.socket}`,
      log: (line) => steps.say(line),
    });
    await linkKubectl(paths);
    return "ready";
  });
}

/** The image's Kubernetes program is a kubectl too, when it is called so. */
async function linkKubectl(paths: LabPaths): Promise<void> {
  const programs = (await readdir(paths.cache)).find((name) => name.startsWith("k3s-binaries-"));
  const kubernetes = join(paths.cache, programs ?? "", "kube");
  if (programs && existsSync(kubernetes)) await linkTool(paths, "kubectl", kubernetes);
}
