import * as pulumi from "@pulumi/pulumi";
import { BuildContext } from "../buildContext";
import { ContextFile } from "../contentTag";
import { ignoreRules } from "../dockerignore";
import { Commit } from "./commit";
import { conversions } from "./conversion";
import { isRoot, listTree, readObjects, TreeEntry } from "./tree";

/**
 * A build context as it was at a commit.
 *
 * Throws a RunError if the commit does not have it or its Dockerfile, or if a checkout of the commit would hold other
 * files or bytes than the commit itself.
 */
export function contextAt(folder: string, commit: Commit): BuildContext {
  const at = { folder, when: `at commit ${commit.short}` };
  const entries = listTree(folder, commit);
  const dockerfile = fileIn(entries, "Dockerfile", at);
  if (dockerfile === undefined) {
    throw new pulumi.RunError(
      `Build context ${folder} has no Dockerfile ${at.when}: choose a commit that has one.`,
    );
  }
  const ignores = rulesIn(entries, at);
  refuseGitFolder(ignores, at);
  const left = entries.filter(({ path }) => !ignores(path)).map((entry) => ownFile(entry, at));
  const contents = readObjects(
    folder,
    [dockerfile, ...left].map(({ id }) => id),
  );
  const load = ({ path, kind, id }: FileEntry) => ({
    path,
    kind,
    content: contents.get(id) ?? Buffer.alloc(0),
  });
  const files = left.map(load);
  refuseConverted([...files, load(dockerfile)], commit, at);
  return { files, dockerfile: load(dockerfile).content };
}

/** Where and when a problem is, for its sentence. */
interface Place {
  readonly folder: string;
  readonly when: string;
}

type FileEntry = TreeEntry & Pick<ContextFile, "kind">;

/** The rules of the Dockerfile's own ignore file, or else of the context's: Docker does not read both. */
function rulesIn(entries: readonly TreeEntry[], at: Place): (path: string) => boolean {
  const names = ["Dockerfile.dockerignore", ".dockerignore"];
  const [entry] = names.flatMap((name) => fileIn(entries, name, at) ?? []);
  if (entry === undefined) return () => false;
  const text = readObjects(at.folder, [entry.id]).get(entry.id)?.toString() ?? "";
  return ignoreRules(text, `${at.folder}/${entry.path} ${at.when}`);
}

/** A file that decides about others; undefined if it is not there. */
function fileIn(entries: readonly TreeEntry[], name: string, at: Place): FileEntry | undefined {
  const entry = entries.find(({ path }) => path === name);
  if (entry?.kind !== "symlink") return entry && ownFile(entry, at);
  throw new pulumi.RunError(
    `${at.folder}/${name} is a link ${at.when}: put the file in its place, or give a tag instead of a commit.`,
  );
}

/** Refuses a submodule: a checkout holds its files, and the commit does not. */
function ownFile({ path, kind, id }: TreeEntry, at: Place): FileEntry {
  if (kind !== "submodule") return { path, kind, id };
  throw new pulumi.RunError(
    `${at.folder}/${path} is a submodule ${at.when}, whose files the commit does not have: ` +
      "name it in .dockerignore, or give a tag instead of a commit.",
  );
}

/** Refuses a context with all of git's own files, which are others after each commit. */
function refuseGitFolder(ignores: (path: string) => boolean, at: Place): void {
  if (!isRoot(at.folder) || ignores(".git/HEAD")) return;
  throw new pulumi.RunError(
    `Build context ${at.folder} holds git's own folder ${at.when}, so that each commit is another image: ` +
      "name .git in .dockerignore, or give a tag instead of a commit.",
  );
}

/** Refuses files of which a checkout holds other bytes than the commit. */
function refuseConverted(
  files: readonly (ContextFile & { readonly content: Buffer })[],
  commit: Commit,
  at: Place,
): void {
  const texts = files.filter(({ kind }) => kind !== "symlink");
  const how = conversions(
    at.folder,
    commit,
    texts.map(({ path }) => path),
  );
  const converted = texts.find(({ path, content }) => how(path, content) !== undefined);
  if (converted === undefined) return;
  const { path, content } = converted;
  throw new pulumi.RunError(
    `${at.folder}/${path} is not checked out as commit ${commit.short} has it (${how(path, content)}): ` +
      'give a tag instead of a commit, and it "-text -filter -ident" in .gitattributes for later ones.',
  );
}
