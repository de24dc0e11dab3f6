import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { commandsOf, placeOf } from "../../docs/documentCommands";
import { CHECKOUT, DOCUMENTS } from "../../docs/documents";
import { Invocation, invocationsIn } from "../../docs/invocations";

const invocations = DOCUMENTS.flatMap((document) => invocationsIn(commandsOf(document)));
const of = (program: string) => invocations.filter((invocation) => invocation.program === program);

/** The help of the longest command that some words name. */
const helpOf = (() => {
  const known = new Map<string, string>();
  return (words: readonly string[]) => {
    const name = words.join(" ");
    const help = known.get(name) ?? execFileSync("pulumi", [...words, "--help"], { encoding: "utf8" });
    known.set(name, help);
    return help;
  };
})();

/** A sentence may name a command without its arguments. */
const isNameAlone = ({ command, args }: Invocation, problem: string) =>
  !command.block && !args.some((arg) => arg.startsWith("-")) && problem.includes("arguments are required");

/** What is wrong with a call of the Pulumi CLI; undefined if nothing is. */
function problemOf({ command, args }: Invocation): string | undefined {
  const end = args.findIndex((arg) => !/^[a-z][a-z-]*$/.test(arg));
  const words = end < 0 ? args : args.slice(0, end);
  const help = helpOf(words);
  const path =
    /^Usage:\n {2}pulumi ([a-z -]*)/m
      .exec(help)?.[1]
      ?.trim()
      .split(" ")
      .filter((word) => /^[a-z]/.test(word)) ?? [];
  const rest = words.slice(path.length);
  if (/^Available Commands:|^Commands:/m.test(help) && rest.length > 0)
    return `${placeOf(command)}: no command ${rest[0]}`;
  if (path.length === 0) return `${placeOf(command)}: no such command`;
  const unknown = args
    .filter((arg) => arg.startsWith("-"))
    .map((arg) => arg.split("=")[0] ?? arg)
    .filter((option) => !new RegExp(`(^|[\\s,])${option}[\\s,=]`, "m").test(help));
  return unknown.length > 0 ? `${placeOf(command)}: no option ${unknown.join(", ")}` : undefined;
}

describe("the options that documents name", function () {
  this.timeout(300_000);

  it("are those of the Pulumi CLI", () => {
    assert.ok(of("pulumi").length > 30, "the documents name hardly any command of Pulumi");
    assert.deepEqual([...new Set(of("pulumi").flatMap((invocation) => problemOf(invocation) ?? []))], []);
  });

  it("are those of the aws CLI, whose own reader takes each call", () => {
    const calls = of("aws");
    assert.ok(calls.length > 50, "the documents name hardly any command of AWS");
    const python = process.env.BLOG_LAB_AWS ?? assert.fail("run this with the lab's Pulumi tools");
    const answers = execFileSync(python, [join(CHECKOUT, "test/docs/aws_arguments.py")], {
      encoding: "utf8",
      input: JSON.stringify(
        calls.map(({ args }) => args.map((arg) => (arg.startsWith("file://") ? "{}" : arg))),
      ),
    });
    const problems = (JSON.parse(answers) as (string | null)[]).flatMap((problem, index) =>
      problem === null || isNameAlone(calls[index], problem)
        ? []
        : [`${placeOf(calls[index].command)}: ${problem}`],
    );
    assert.deepEqual(problems, []);
  });
});
