import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { command } from "./command";
import { requireGo, requireSpace } from "./machine";
import type { LabPaths } from "./paths";
import { buildOnce, recipeHash } from "./recipe";

/** A program built from a Go module, pinned by a go.mod and go.sum of its own. */
export interface GoTool {
  /** Name of the executable. */
  name: string;
  /** Folder of go.mod and go.sum. */
  module: string;
  /** Package of the program's main function. */
  package: string;
  /** Flags for the linker, such as the version that the program reports. */
  ldflags?: string;
}

/** Changes when the program has to be built anew. */
export function goToolHash(tool: GoTool): Promise<string> {
  return recipeHash({
    sources: [tool.module],
    values: { package: tool.package, ldflags: tool.ldflags ?? "" },
  });
}

/** Builds the program unless its recipe is unchanged; answers the folder that holds it. */
export async function buildGoTool(tool: GoTool, paths: LabPaths, say: (text: string) => void) {
  const hash = await goToolHash(tool);
  return buildOnce(paths.cache, tool.name, hash, async (folder) => {
    await requireGo();
    await requireSpace(paths.home, 8);
    say("building from its Go module, minutes when Go's caches are empty");
    const flags = ["-trimpath", "-ldflags", `-s -w ${tool.ldflags ?? ""}`.trim()];
    await command("go", ["build", ...flags, "-o", join(folder, tool.name), tool.package], {
      what: `building ${tool.name}`,
      log: join(paths.logs, `${tool.name}.log`),
      cwd: tool.module,
      env: { CGO_ENABLED: "0", GOTMPDIR: folder },
    });
  });
}

/** Puts a program into the folder that is first in PATH; replaces an older link in one step. */
export async function linkTool(paths: LabPaths, name: string, target: string): Promise<void> {
  await mkdir(paths.bin, { recursive: true });
  const fresh = join(paths.bin, `.${name}.new`);
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  await rename(fresh, join(paths.bin, name));
}
