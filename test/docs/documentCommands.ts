import { Line, linesOf } from "./documents";
import { statementsIn } from "./statements";

/** A command that a document tells its reader. */
export interface DocumentCommand {
  readonly document: string;
  readonly line: number;
  /** Heading that it stands under. */
  readonly section: string;
  readonly text: string;
  /** Whether it stands in a block of its own, and not within a sentence or a table. */
  readonly block: boolean;
}

/** Programs by which a command within a sentence is known as one. */
const PROGRAM = /^(npm|pulumi|kubectl|aws|docker|curl|gh) [a-z-]/;

/** Every command of a document, in its order. */
export function commandsOf(document: string): DocumentCommand[] {
  const lines = linesOf(document);
  const inBlocks = blocks(lines).flatMap((block) =>
    statementsIn(block).map(({ text, line }) => ({
      document,
      line,
      section: block[0].section,
      text,
      block: true,
    })),
  );
  const within = lines
    .filter(({ language, fence }) => language === undefined && !fence)
    .flatMap((line) => commandsWithin(document, line));
  return [...inBlocks, ...within].sort((one, other) => one.line - other.line);
}

/** How a command is named in a message. */
export const placeOf = ({ document, line, text }: DocumentCommand) => `${document}:${line} ${text}`;

/** The lines of each block of shell commands. */
function blocks(lines: readonly Line[]): Line[][] {
  const found: Line[][] = [];
  for (const line of lines) {
    if (line.language !== "sh") continue;
    if (line.fence) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.filter((block) => block.length > 0);
}

function commandsWithin(document: string, { text, number, section }: Line): DocumentCommand[] {
  return [...text.matchAll(/`([^`]+)`/g)]
    .map(([, code = ""]) => code.replaceAll("\\|", "|"))
    .filter((code) => PROGRAM.test(code))
    .map((code) => ({ document, line: number, section, text: code, block: false }));
}
