import { Command } from "commander";

/** A command of the project, called as operators call it; what is wrong with its options is told in one sentence. */
export function command(name: string): Command {
  const called = `npm run ${name} --`;
  return new Command(called).configureOutput({
    outputError: (message, write) => write(`${usageSentence(message, called)}\n`),
  });
}

/** What commander complains of as a sentence that ends with what to do. */
export function usageSentence(message: string, called: string): string {
  const [problem, ...hints] = message
    .replace(/^error: /, "")
    .trim()
    .replace(/\.$/, "")
    .split(/\. |\n/);
  const fixes = [...hints, `see "${called} --help"`].map(
    (hint) => hint.charAt(0).toLowerCase() + hint.slice(1),
  );
  return `${problem.charAt(0).toUpperCase()}${problem.slice(1)}: ${fixes.join(", ")}.`;
}
