import { cp, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { docker } from "../docker/client";
import type { LabPaths } from "../paths";
import { recipeHash, unfinished } from "../recipe";

/** Label that holds the hash of what an image was made of. */
export const RECIPE = "blog-stack.lab.recipe";
/** Label that says that an image is a stand-in, and what it is made of. */
export const STAND_IN = "blog-stack.lab.stand-in";

/** An image of the lab under the public name of the one that it stands in for. */
export interface LabImage {
  /** Public name and tag. */
  name: string;
  /** Folder below this one with the Dockerfile and what it copies. */
  folder: string;
  /** What the image is made of, for `docker inspect`. */
  madeOf: string;
  /** What decides the image besides the folder: versions, the machine's configuration. */
  values?: () => Promise<Record<string, string>>;
  /** Adds to the build context what is not in the folder. */
  stage?: (context: string, values: Record<string, string>, paths: LabPaths) => Promise<void>;
}

/** Builds an image unless one of the same recipe is there. */
export async function buildImage(
  image: LabImage,
  base: string,
  paths: LabPaths,
  say: (text: string) => void,
): Promise<string> {
  const source = join(__dirname, image.folder);
  const values = (await image.values?.()) ?? {};
  const recipe = await recipeHash({ sources: [source], values: { ...values, base, madeOf: image.madeOf } });
  if ((await recipeOf(image.name, paths)) === recipe) return "reused";
  say("building");
  const context = unfinished(paths.cache, `image-${image.folder}`);
  await rm(context, { recursive: true, force: true });
  await mkdir(paths.cache, { recursive: true });
  await cp(source, context, { recursive: true });
  await image.stage?.(context, values, paths);
  const labels = [
    "--label",
    `${RECIPE}=${recipe}`,
    "--label",
    `${STAND_IN}=stands in for ${image.name}: ${image.madeOf}`,
  ];
  // The machine's network, for on some machines only that reaches the package registries.
  const flags = ["--network", "host", "--tag", image.name, ...labels];
  await docker(paths, ["build", ...flags, context], {
    what: `building ${image.name}`,
    log: join(paths.logs, `image-${image.folder}.log`),
  });
  await rm(context, { recursive: true });
  // The one that bore the name until now.
  const options = { what: "removing outdated images", log: join(paths.logs, "images.log") };
  await docker(paths, ["image", "prune", "--force", "--filter", `label=${RECIPE}`], options);
  return "built";
}

/** Recipe of the image that bears the name; undefined without one. */
export async function recipeOf(name: string, paths: LabPaths): Promise<string | undefined> {
  const options = { what: "listing the lab's images", log: join(paths.logs, "images.log") };
  const list = await docker(paths, ["images", "--filter", `reference=${name}`, "--quiet"], options);
  if (!list) return undefined;
  return docker(paths, ["inspect", "--format", `{{index .Config.Labels "${RECIPE}"}}`, name], options);
}
