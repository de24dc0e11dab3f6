import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { Failure } from "../failure";
import { SERVICES } from "../releases/deployed";
import { StackFile } from "../rollback/stackFile";
import { PinHistory } from "./pinHistory";
import { asking, Repository } from "./repository";

/** Tags or digests by service. */
export type Pins = Readonly<Record<string, string>>;

/** Pins of the file in the working tree that the last commit does not have. */
export function newPins(file: StackFile, history: PinHistory): Pins {
  return Object.fromEntries(
    SERVICES.flatMap((service) => {
      const pin = file.pinOf(service);
      return pin === undefined || pin === history.committed(service) ? [] : [[service, pin]];
    }),
  );
}

/** "Hold backend to 3f2a9c1d04be and frontend to 91bc07e6a2f1" */
export const titleOf = (pins: Pins) =>
  `Hold ${Object.entries(pins)
    .map(([service, pin]) => `${service} to ${pin}`)
    .join(" and ")}`;

/**
 * Opens a pull request that writes pins into a stack's file, onto what the branch has by then; answers its address.
 * Undefined if the branch has them already. Throws a Failure.
 */
export async function propose(
  { api, place, run }: Repository,
  { stack, base, branch, pins }: { stack: string; base: string; branch: string; pins: Pins },
): Promise<string | undefined> {
  const path = `Pulumi.${stack}.yaml`;
  return asking("propose the pin", "contents: write and pull-requests: write", async () => {
    const { data: head } = await api.rest.git.getRef({ ...place, ref: `heads/${base}` });
    const { data: file } = await api.rest.repos.getContent({ ...place, path, ref: head.object.sha });
    if (Array.isArray(file) || file.type !== "file") throw new Error(`${path} is no file in ${base}.`);
    const before = Buffer.from(file.content, "base64").toString();
    const after = withPins(stack, before, pins);
    if (after === before) return undefined;
    await api.rest.git.createRef({ ...place, ref: `refs/heads/${branch}`, sha: head.object.sha });
    const title = titleOf(pins);
    await api.rest.repos.createOrUpdateFileContents({
      ...place,
      ...{ path, branch, message: title, sha: file.sha, content: Buffer.from(after).toString("base64") },
    });
    const body = `The stack \`${stack}\` is so since [this rollback](${run}). Until this is merged no deployment runs, because it would undo the rollback.`;
    const { data } = await api.rest.pulls.create({ ...place, base, head: branch, title, body });
    return data.html_url;
  });
}

function withPins(stack: string, text: string, pins: Pins): string {
  const folder = mkdtempSync(join(tmpdir(), "blog-pin-"));
  try {
    writeFileSync(join(folder, `Pulumi.${stack}.yaml`), text);
    const file = new StackFile(stack, folder);
    const before = file.text;
    for (const service of SERVICES) if (pins[service] !== undefined) file.pin(service, pins[service]);
    return file.text === before ? text : file.text;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Pins as the step before told them. Throws a Failure if they are none. */
export function readPins(json: string | undefined): Pins {
  const parsed = z.partialRecord(z.enum(SERVICES), z.string()).safeParse(parsedOrNot(json));
  if (parsed.success) return parsed.data;
  throw new Failure(
    `PINS must be a JSON object of tags by service, got ${json}: take what "github -- pins" says.`,
  );
}

function parsedOrNot(json = ""): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
