import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { readBuildContext } from "../../../components/buildContext";
import { contentTag } from "../../../components/contentTag";
import { repositoryForEach } from "./repository";

const buildArgs = { VERSION: "1" };
/** Where the sources are in their repository. */
export const FOLDER = "my services/back end";

/** For each test of a group a repository, with the sources of an image that have only a Dockerfile yet. */
export function sourcesForEach() {
  const repository = repositoryForEach();
  const context = () => join(repository().folder, FOLDER);
  const write = (path: string, content: string | Uint8Array = "", mode?: number) =>
    repository().write(`${FOLDER}/${path}`, content, mode);
  beforeEach(() => write("Dockerfile", "FROM scratch\n"));
  return {
    repository,
    context,
    write,
    sources: (folder = context()) => ({ context: folder, buildArgs }),
    onDisk,
    /** Tag of the sources in a fresh clone, which is made with these options. */
    cloned: (...options: readonly string[]) => onDiskOfClone(repository().folder, options),
  };
}

/** Tag of the sources as they lie in a folder. */
const onDisk = (folder: string) => contentTag({ ...readBuildContext(folder), buildArgs });

function onDiskOfClone(folder: string, options: readonly string[]): string {
  const clone = `${folder}-clone`;
  execFileSync("git", ["clone", "--quiet", ...options, folder, clone]);
  try {
    return onDisk(join(clone, FOLDER));
  } finally {
    rmSync(clone, { recursive: true });
  }
}
