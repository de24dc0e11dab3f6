import { EngineEvent, OutputMap, Stack } from "@pulumi/pulumi/automation";
import { Failure } from "../failure";
import { Progress } from "../progress";
import { stackTrouble } from "../stackTrouble";

type Say = (line: string) => void;

/** An update that did not come to its end. */
export class Unfinished extends Failure {
  constructor(
    message: string,
    /** Whether something was changed, or begun to be, before it ended. */
    readonly changed: boolean,
  ) {
    super(message);
  }
}

/** Brings a stack up and tells what it does, a line for each change. Throws an Unfinished. */
export async function bringUp(stack: Stack, say: Say): Promise<{ outputs: OutputMap; changes: number }> {
  const progress = new Progress(say);
  let changed = false;
  const onEvent = (event: EngineEvent) => {
    progress.take(event);
    changed ||= changeIn(event) !== undefined;
    tell(event, say);
  };
  try {
    const { outputs } = await stack.up({ onEvent, color: "never" });
    return { outputs, changes: progress.changes };
  } catch (error) {
    throw new Unfinished(reasonOf(stack, progress, error), changed);
  }
}

/** Tells what an update would do with the configuration of a file. Throws an Unfinished. */
export async function previewUp(stack: Stack, configFile: string, say: Say): Promise<void> {
  const progress = new Progress(() => undefined);
  const changes: string[] = [];
  const onEvent = (event: EngineEvent) => {
    progress.take(event);
    tell(event, say);
    changes.push(...[changeIn(event) ?? []].flat());
  };
  try {
    await stack.preview({ onEvent, configFile, color: "never" });
  } catch (error) {
    throw new Unfinished(reasonOf(stack, progress, error), false);
  }
  for (const change of changes) say(`  would ${change}`);
  say(changes.length === 0 ? "Nothing would change." : `${changes.length} resources would change.`);
}

function reasonOf(stack: Stack, { errors }: Progress, error: unknown): string {
  if (errors.length > 0) return errors.join("\n");
  const trouble = stackTrouble(stack.name, error);
  if (trouble) return trouble.message;
  throw error;
}

const SILENT = new Set(["same", "read", "refresh", "read-discard", "read-replacement", "discard-replaced"]);

/** "update Deployment backend"; undefined for what only groups others, and what stays as it is. */
export function changeIn({ resourcePreEvent }: EngineEvent): string | undefined {
  if (resourcePreEvent === undefined || SILENT.has(resourcePreEvent.metadata.op)) return undefined;
  const { op, urn } = resourcePreEvent.metadata;
  const [type, name] = urn.split("::").slice(-2);
  const kind = type?.split("$").at(-1)?.split(":") ?? [];
  return kind[0] === "blog" || kind[0] === "pulumi" ? undefined : `${op} ${kind.at(-1)} ${name}`;
}

/** Passes on what the program itself says: a line for each image. */
function tell({ diagnosticEvent }: EngineEvent, say: Say): void {
  const { severity, message = "", ephemeral, urn } = diagnosticEvent ?? {};
  // What belongs to no resource is the engine talking about itself.
  if (
    ephemeral === true ||
    urn === undefined ||
    urn === "" ||
    (severity !== "info" && severity !== "warning")
  )
    return;
  say(`  ${message.replace(/<\{%.*?%\}>/g, "").trim()}`);
}
