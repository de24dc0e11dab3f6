import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { commandsOf, placeOf } from "../../docs/documentCommands";
import { CHECKOUT, DOCUMENTS } from "../../docs/documents";
import { Invocation, invocationsIn } from "../../docs/invocations";

const { scripts } = JSON.parse(readFileSync(join(CHECKOUT, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};

/** The program of this project that a script runs; undefined where it runs others. */
const programOf = (script: string) =>
  /tsx (commands\/\w+\.ts|test\/lab\/main\.ts)$/.exec(scripts[script] ?? "")?.[1];

const helps = new Map<string, string>();

/** What a program says of itself, or of one of its subcommands. */
function helpOf(program: string, subcommand: string[]): string {
  const name = [program, ...subcommand].join(" ");
  const help =
    helps.get(name) ??
    execFileSync("tsx", [program, ...subcommand, "--help"], { cwd: CHECKOUT, encoding: "utf8" });
  helps.set(name, help);
  return help;
}

/** What is wrong with "npm run …"; undefined if nothing is. */
function problemOf({ command, args: [, script = "", , ...given] }: Invocation): string | undefined {
  const program = programOf(script);
  if (program === undefined) return undefined;
  // What follows another "--" is a command of its own.
  const args = given.includes("--") ? given.slice(0, given.indexOf("--")) : given;
  const subcommand = args.slice(0, 1).filter((arg) => !arg.startsWith("-"));
  const own = helpOf(program, []);
  if (subcommand.some((name) => !new RegExp(`^ {2}${name}\\b`, "m").test(own)))
    return `${placeOf(command)}: no command ${subcommand.join()}`;
  const help = own + helpOf(program, subcommand);
  const unknown = args.filter(
    (arg) => arg.startsWith("--") && !new RegExp(`${arg.split("=")[0]}\\b`).test(help),
  );
  return unknown.length > 0 ? `${placeOf(command)}: no option ${unknown.join(", ")}` : undefined;
}

describe("the options of npm scripts that documents name", function () {
  this.timeout(600_000);

  it("are those of the programs behind them", () => {
    const named = invocationsIn(DOCUMENTS.flatMap(commandsOf)).filter(
      ({ program, args }) => program === "npm" && args[0] === "run",
    );
    assert.ok(named.length > 20, "the documents name hardly any script");
    assert.deepEqual([...new Set(named.flatMap((each) => problemOf(each) ?? []))], []);
  });
});
