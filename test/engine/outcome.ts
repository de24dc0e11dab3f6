import type { EngineEvent } from "@pulumi/pulumi/automation";
import { existsSync, readFileSync } from "node:fs";
import { Ended } from "./process";

/** What a command of the Pulumi CLI did and said. */
export class Outcome {
  readonly code: number | undefined;
  readonly output: string;

  constructor(
    ended: Ended,
    /** What the engine reported while it worked. */
    readonly events: readonly EngineEvent[],
  ) {
    this.code = ended.code;
    this.output = ended.output;
  }

  static of(ended: Ended, eventLog: string): Outcome {
    const lines = existsSync(eventLog) ? readFileSync(eventLog, "utf8").split("\n").filter(Boolean) : [];
    return new Outcome(
      ended,
      lines.map((line) => JSON.parse(line) as EngineEvent),
    );
  }

  /** URNs of all resources that were looked at, with what was to be done to each. */
  get plan(): ReadonlyMap<string, string> {
    const steps = this.events.flatMap(({ resourcePreEvent }) =>
      resourcePreEvent ? [[resourcePreEvent.metadata.urn, resourcePreEvent.metadata.op] as const] : [],
    );
    return new Map(steps);
  }

  /** URNs of all resources that were finished, with what was done to each. */
  get done(): ReadonlyMap<string, string> {
    const steps = this.events.flatMap(({ resOutputsEvent }) =>
      resOutputsEvent ? [[resOutputsEvent.metadata.urn, resOutputsEvent.metadata.op] as const] : [],
    );
    return new Map(steps);
  }

  /** What was changed, for example "update Deployment backend"; stack, components and providers only serve others. */
  get changes(): string[] {
    return [...this.plan]
      .filter(([urn, op]) => op !== "same" && op !== "refresh" && !isGrouping(urn))
      .map(([urn, op]) => `${op} ${shortName(urn)}`)
      .sort();
  }

  /** The engine's and the resources' complaints. */
  get errors(): string[] {
    return this.events.flatMap(({ diagnosticEvent }) =>
      diagnosticEvent?.severity === "error" ? [plain(diagnosticEvent.message)] : [],
    );
  }
}

/** "Deployment backend" of a URN; an image is called by its service, without the tag of its content. */
export function shortName(urn: string): string {
  const [type, name] = urn.split("::").slice(-2);
  return `${type?.split(":").at(-1)} ${name?.replace(/-[0-9a-f]{12}(-\d+)?$/, "")}`;
}

function isGrouping(urn: string): boolean {
  const type = urn.split("::").at(-2)?.split("$").at(-1) ?? "";
  return type.startsWith("blog:") || type.startsWith("pulumi:");
}

/** A message without the marks of its colours. */
function plain(message: string): string {
  return message.replace(/<\{%.*?%\}>/g, "").trim();
}
