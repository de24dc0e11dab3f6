import { createReadStream, readlinkSync, type Stats } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type ContextFile, listContext } from "./context";
import { readIgnore } from "./ignore";

const BLOCK = 512;
/** Longest path that the plain header has room for, in bytes. */
const PATH_BYTES = 100;

/** The context as the daemon takes it; a Dockerfile outside of the context travels along as `extra`. */
export function packContext(
  context: string,
  dockerfile: string,
  keep: string[],
  extra?: ExtraFile,
): Readable {
  const files = listContext(context, readIgnore(context, dockerfile), keep);
  return Readable.from(pack(context, files, extra));
}

export interface ExtraFile {
  readonly path: string;
  readonly content: Buffer;
}

async function* pack(context: string, files: ContextFile[], extra?: ExtraFile): AsyncGenerator<Buffer> {
  for (const { path, stats } of files) {
    const source = join(context, path);
    if (stats.isDirectory()) yield header(`${path}/`, stats, 0, "5");
    else if (stats.isSymbolicLink()) yield header(path, stats, 0, "2", readlinkSync(source));
    else if (stats.isFile()) {
      yield header(path, stats, stats.size, "0");
      for await (const chunk of createReadStream(source)) yield chunk as Buffer;
      yield padding(stats.size);
    }
  }
  if (extra) {
    yield header(extra.path, { mode: 0o644, mtimeMs: 0 }, extra.content.length, "0");
    yield Buffer.concat([extra.content, padding(extra.content.length)]);
  }
  yield Buffer.alloc(2 * BLOCK);
}

type Attributes = Pick<Stats, "mode" | "mtimeMs">;

function header(path: string, stats: Attributes, size: number, type: string, link = ""): Buffer {
  const long = { path, linkpath: link };
  const records = Object.entries(long).filter(([, text]) => Buffer.byteLength(text) > PATH_BYTES);
  const extended = records.map(([key, text]) => record(key, text)).join("");
  const plain = block(path, stats, size, type, link);
  if (extended === "") return plain;
  const length = Buffer.byteLength(extended);
  return Buffer.concat([block("pax", stats, length, "x", ""), Buffer.from(extended), padding(length), plain]);
}

function block(path: string, stats: Attributes, size: number, type: string, link: string): Buffer {
  const bytes = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, "0")}\0`;
  bytes.write(path, 0, PATH_BYTES);
  bytes.write(octal(stats.mode & 0o7777, 7), 100);
  bytes.write(octal(0, 7), 108);
  bytes.write(octal(0, 7), 116);
  bytes.write(octal(size, 11), 124);
  bytes.write(octal(Math.floor(stats.mtimeMs / 1000), 11), 136);
  bytes.write("        ", 148);
  bytes.write(type, 156);
  bytes.write(link, 157, PATH_BYTES);
  bytes.write("ustar\x0000", 257);
  const checksum = bytes.reduce((sum, byte) => sum + byte, 0);
  bytes.write(`${checksum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}

/** One extended attribute; its length counts the digits of the length itself. */
function record(key: string, value: string): string {
  const body = ` ${key}=${value}\n`;
  const base = Buffer.byteLength(body);
  let length = base + String(base).length;
  if (base + String(length).length !== length) length = base + String(length).length;
  return `${length}${body}`;
}

function padding(size: number): Buffer {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
