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
    // What belongs to no resource is the engine talking about itself.
    if (ephemeral === true || urn === "" || severity === "info#err") return;
    this.say(`  ${text}`);
  }

  private failed(text: string, urn: string): void {
    // The engine's last word only says that something failed.
    if (text === "update failed" || text === "preview failed") return;
    this.errors.push(
      urn === "" || urn.includes("::pulumi:pulumi:Stack::") ? text : `${resourceName(urn)}: ${text}`,
    );
  }
}
