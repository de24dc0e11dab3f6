import { EngineEvent, OpType } from "@pulumi/pulumi/automation";

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
  /** What the engine and the resources complained of, in the order in which it came. */
  readonly errors: string[] = [];
  private readonly begun = new Map<string, number>();

  constructor(private readonly say: (line: string) => void) {}

  take({ resourcePreEvent, resOutputsEvent, diagnosticEvent }: EngineEvent): void {
    if (resourcePreEvent) this.begun.set(resourcePreEvent.metadata.urn, Date.now());
    if (resOutputsEvent) this.finished(resOutputsEvent.metadata.urn, resOutputsEvent.metadata.op);
    if (diagnosticEvent?.severity === "error") {
      const message = diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim();
      // The engine's last word only says that something failed.
      if (message !== "update failed" && message !== "preview failed")
        this.errors.push(named(message, diagnosticEvent.urn));
    }
  }

  private finished(urn: string, op: OpType): void {
    const done = DONE[op];
    const [type, name] = urn.split("::").slice(-2);
    const kind = type?.split("$").at(-1)?.split(":") ?? [];
    // Components of the program and the stack itself only hold others together.
    if (done === undefined || kind[0] === "blog" || kind[0] === "pulumi") return;
    this.changes += 1;
    const seconds = (Date.now() - (this.begun.get(urn) ?? Date.now())) / 1000;
    this.say(`  ${done.padEnd(8)} ${kind.at(-1)} ${name} (${seconds.toFixed(1)} s)`);
  }
}

/** A message with the resource that it is about before it. */
function named(message: string, urn: string | undefined): string {
  const [type, name] = urn?.split("::").slice(-2) ?? [];
  if (type === undefined || type.startsWith("pulumi:pulumi:Stack")) return message;
  return `${type.split(":").at(-1)} ${name}: ${message}`;
}
