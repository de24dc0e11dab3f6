import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { buildGoTool, goToolHash, type GoTool } from "../go-tool";
import type { LabImage } from "./image";

const VERSION = "3.1.2";

const REGISTRY: GoTool = {
  name: "registry",
  module: join(__dirname, "../registry"),
  package: "github.com/distribution/distribution/v3/cmd/registry",
  ldflags: `-X github.com/distribution/distribution/v3/version.version=v${VERSION}`,
};

/** The real registry, from its Go module. */
export const registry: LabImage = {
  name: `registry:${VERSION}`,
  folder: "registry",
  madeOf: `Debian trixie and distribution ${VERSION} built from its Go module`,
  values: async () => ({ program: await goToolHash(REGISTRY) }),
  stage: async (context, _values, paths) => {
    const { folder } = await buildGoTool(REGISTRY, paths, () => {});
    await copyFile(join(folder, REGISTRY.name), join(context, REGISTRY.name));
  },
};
