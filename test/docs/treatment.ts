import { DocumentCommand } from "./documentCommands";
import { HELD } from "./held";

/** Tests that execute commands: "engine" against the double of AWS, "e2e" against the blog that runs. */
export type Place = "engine" | "e2e";

/** How it is made sure that a command of a document is right. */
export type Treatment =
  | { readonly executed: Place }
  /** Not executed as it stands, and why; its options are still held against the program's own help. */
  | { readonly held: string }
  /** Named within a sentence: its options are held against the program's own help. */
  | { readonly checked: true };

/** Sections whose commands are executed, one after the other in one shell; without a list of sections it is all of them. */
const EXECUTED: readonly { document: string; sections?: readonly string[]; place: Place }[] = [
  { document: "docs/operations.md", place: "e2e" },
  { document: "docs/doctor.md", place: "e2e" },
  { document: "docs/production.md", sections: ["Loading a dump"], place: "e2e" },
  {
    document: "docs/production.md",
    sections: [
      "State",
      "Configuration",
      "First run",
      "Kubernetes",
      "State lost",
      "Key scheduled for deletion",
      "Teardown",
      "Destroy stops half-way",
    ],
    place: "engine",
  },
];

/** Tables of commands: what stands in them is executed as if it had a block of its own. */
const TABLES = [{ document: "docs/operations.md", section: "Debug" }];

const PROGRAMS = /^(npm|pulumi|kubectl|aws) /;

/** How a command is treated; undefined if nobody has thought of it yet. */
export function treatmentOf(command: DocumentCommand): Treatment | undefined {
  const held = HELD.find(
    ({ document, section = command.section, begins }) =>
      isOf(command, document) &&
      section === command.section &&
      begins.some((text) => command.text.startsWith(text)),
  );
  if (held) return { held: held.because };
  const executed = EXECUTED.find(
    ({ document, sections }) => isOf(command, document) && (sections?.includes(command.section) ?? true),
  );
  if (executed && (command.block || isInTable(command))) return { executed: executed.place };
  return !command.block && PROGRAMS.test(command.text) ? { checked: true } : undefined;
}

export const isExecuted = (place: Place) => (command: DocumentCommand) => {
  const treatment = treatmentOf(command);
  return treatment !== undefined && "executed" in treatment && treatment.executed === place;
};

const isOf = (command: DocumentCommand, document: string) =>
  document === "*" || command.document === document;

const isInTable = ({ document, section }: DocumentCommand) =>
  TABLES.some((table) => table.document === document && table.section === section);
