import { DiagnosticEvent, EngineEvent, OpType, StepEventMetadata } from "@pulumi/pulumi/automation";
import { changeOf, resourceName } from "./change";

const DONE: Partial<Record<OpType, string>> = {
  create: "created",
  "create-replacement": "replaced",
  update: "updated",
  delete: "deleted",
  "delete-replaced": "deleted",
};

/** Tells an operator what an update does, a line for each change, and keeps what went wrong. */
export class Progress {
  /** Resources that were changed. */
  changes = 0;
  /** Whether a change was begun, or done. */
  begun = false;
  /** What the engine and the resources complained of, in the order in which it came. */
  readonly errors: string[] = [];
  private readonly starts = new Map<string, number>();

  constructor(private readonly say: (line: string) => void) {}

  take({ resourcePreEvent, resOutputsEvent, diagnosticEvent }: EngineEvent): void {
    if (resourcePreEvent) this.started(resourcePreEvent.metadata);
    if (resOutputsEvent) this.finished(resOutputsEvent.metadata);
    if (diagnosticEvent) this.told(diagnosticEvent);
  }

  private started(step: StepEventMetadata): void {
    this.starts.set(step.urn, Date.now());
    this.begun ||= changeOf(step) !== undefined;
  }

  private finished(step: StepEventMetadata): void {
    const done = DONE[step.op];
    const change = changeOf(step);
    if (done === undefined || change === undefined) return;
    this.changes += 1;
    const seconds = (Date.now() - (this.starts.get(step.urn) ?? Date.now())) / 1000;
    this.say(`  ${done.padEnd(8)} ${change.resource} (${seconds.toFixed(1)} s)`);
  }

  /** Keeps errors, and passes on what the program itself says: a line for each image. */
  private told({ severity, message, urn = "", ephemeral }: DiagnosticEvent): void {
    const text = message.replace(/<\{%.*?%\}>/g, "").trim();
    if (severity === "error") return this.failed(text, urn);
    // A warning about no resource is the engine's own; so is all that has another severity.
    const told = severity === "info" || (severity === "warning" && urn !== "");
    if (told && ephemeral !== true) this.say(`  ${text}`);
  }

  private failed(text: string, urn: string): void {
    // The engine's last word only says that something failed.
    if (text === "update failed" || text === "preview failed") return;
    const ofProgram = urn === "" || urn.includes("::pulumi:pulumi:Stack::");
    this.errors.push(
      ...(ofProgram ? [text] : complaintsIn(text).map((each) => `${resourceName(urn)}: ${each}`)),
    );
  }
}

/** Providers gather what went wrong with a resource in a list; what has more lines than one goes on indented. */
function complaintsIn(text: string): string[] {
  const list = /^\d+ errors? occurred:\s*\n\s*\* ([^]*)$/.exec(text)?.[1] ?? text;
  return list.split(/\n\s*\* /).map((each) => each.trim().replace(/\n+/g, "\n    "));
}
