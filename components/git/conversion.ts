import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Commit } from "./commit";
import { git, line } from "./gitCommand";

/** Attributes by which a checkout writes other bytes than the commit has. */
const ATTRIBUTES = ["text", "crlf", "eol", "filter", "ident", "working-tree-encoding"];
type Attributes = Readonly<Record<string, string>>;

/** How git is set up on this machine to end the lines of texts. */
interface LineEnds {
  /** Texts that no attribute marks are converted too. */
  readonly guessed: boolean;
  /** What makes lines end with CRLF; undefined if they end with LF. */
  readonly crlf: string | undefined;
}

/**
 * Says of a file at a commit what a checkout would change in it: "eol=crlf" or "filter=lfs", for example.
 * Undefined if the bytes on disk are those of the commit.
 *
 * A build sees what lies on disk. It is the same as in the commit, and on all machines, where the attributes say
 * "-text", or nothing while core.autocrlf is off; elsewhere a tag cannot be told from the commit alone. `paths` are
 * the files below the folder that will be asked about.
 */
export function conversions(
  folder: string,
  commit: Commit,
  paths: readonly string[],
): (path: string, bytes: Buffer) => string | undefined {
  const attributes = attributesAt(folder, commit, paths);
  const ends = lineEnds(folder);
  return (path, bytes) => {
    const { ident = "", ...values } = attributes.get(path) ?? {};
    const changing = ["filter", "working-tree-encoding"].find((name) => isValue(values[name]));
    if (changing !== undefined) return `${changing}=${values[changing]}`;
    if (ident === "set" && bytes.includes("$Id")) return "ident";
    return lineEndsOf(values, ends, bytes);
  };
}

/** The attributes as the commit has them: git reads them from an index, so it gets one of its own. */
function attributesAt(folder: string, commit: Commit, paths: readonly string[]): Map<string, Attributes> {
  const scratch = mkdtempSync(join(tmpdir(), "attributes-"));
  try {
    const indexFile = join(scratch, "index");
    git(folder, ["-c", "index.sparse=false", "read-tree", commit.id], { indexFile });
    const input = paths.map((path) => `${path}\0`).join("");
    const args = ["check-attr", "--cached", "-z", "--stdin", ...ATTRIBUTES];
    const fields = git(folder, args, { input, indexFile }).stdout.toString().split("\0");
    return grouped(fields);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** From path, attribute and value in turn. */
function grouped(fields: readonly string[]): Map<string, Attributes> {
  const all = new Map<string, Attributes>();
  for (let at = 0; at + 2 < fields.length; at += 3) {
    const [path, name, value] = fields.slice(at, at + 3);
    all.set(path, { ...all.get(path), [name]: value });
  }
  return all;
}

function lineEnds(folder: string): LineEnds {
  const setting = (key: string) => line(git(folder, ["config", "--get", key])).toLowerCase();
  const autocrlf = setting("core.autocrlf");
  if (/^(?:true|yes|on|1)$/.test(autocrlf)) return { guessed: true, crlf: `core.autocrlf=${autocrlf}` };
  const eol = setting("core.eol");
  const native = process.platform === "win32" && eol !== "lf";
  const crlf = autocrlf !== "input" && (eol === "crlf" || native);
  return { guessed: false, crlf: crlf ? `core.eol=${eol || "native"}` : undefined };
}

function lineEndsOf(attributes: Attributes, ends: LineEnds, bytes: Buffer): string | undefined {
  const text = isSaid(attributes.text) ? attributes.text : attributes.crlf;
  if (text === "unset" || text === "input" || attributes.eol === "lf") return undefined;
  const crlf = attributes.eol === "crlf" ? "eol=crlf" : ends.crlf;
  const marked = isSaid(text) || isSaid(attributes.eol);
  if (crlf === undefined || !(marked || ends.guessed)) return undefined;
  const guessed = text === "auto" || !marked;
  // What git takes for a text by itself has neither a NUL nor a line that ends with CRLF already.
  if (guessed && (bytes.includes(0) || bytes.includes("\r"))) return undefined;
  return /(?<!\r)\n/.test(bytes.toString("latin1")) ? crlf : undefined;
}

const isSaid = (value: string | undefined) => value !== undefined && value !== "unspecified";
const isValue = (value: string | undefined) => isSaid(value) && value !== "set" && value !== "unset";
