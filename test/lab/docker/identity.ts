import { readFile } from "node:fs/promises";

/**
 * Process id of a process that wrote its own /proc/PID/stat into the file, if that very process still runs:
 * the time of its start tells it apart from a later one with the same id.
 */
export async function remembered(file: string): Promise<number | undefined> {
  const written = await readFile(file, "utf8").catch(() => "");
  const pid = Number.parseInt(written, 10);
  if (Number.isNaN(pid)) return undefined;
  const current = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return current && startIn(current) === startIn(written) ? pid : undefined;
}

/**
 * Start time in the text of /proc/PID/stat; undefined for a zombie, which is as good as gone.
 * Fields are counted from the last parenthesis, for a process may have blanks in its name.
 */
export function startIn(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? undefined : fields[19];
}
