import { plannedResources, plain } from "./declared";
import { accountOf, callerOf, completed, generatedName } from "./placeholders";
import { SimulatedRegistry } from "./registry";
import { readStack, StackFile } from "./stackFile";
import { Plan, SECRET } from "../plan";
import { awsAnswer } from "../simulation/awsAccount";
import { identity, printing, standInCommand } from "../simulation/command";
import { Program, World } from "../simulation/declared";
import { outputsOf } from "../simulation/outputs";
import { simulate } from "../simulation/simulate";

/**
 * Runs the program of the current folder as if it were about to make a stack for the first time, and asks nobody.
 *
 * Throws what the program throws, and a Failure if there is no such stack.
 */
export async function runProgram(program: Program, stack: string): Promise<Plan> {
  const file = readStack(".", stack);
  const { config, assumptions } = completed(stack, file);
  const complete = { ...file, config };
  const pins = pinsIn(complete);
  const registry = new SimulatedRegistry(new Set(pins.values()));
  const said = listen();
  const network = globalThis.fetch;
  const signOut = standInCommand("aws", printing(identity(callerOf(complete))));
  globalThis.fetch = registry.fetch;
  try {
    const setting = { config, stack, project: file.project, outputs: ranBefore(pins) };
    const { resources, outputs, secretOutputs } = await simulate(
      program,
      setting,
      worldOf(complete, registry),
    );
    const named = (text: string) => registry.named(text);
    // When which commit ran is a fact of a stack that is there.
    const lasting = { ...outputs, releases: undefined };
    const hidden = secretOutputs.map((name) => [name, SECRET]);
    return {
      stack,
      resources: plannedResources(resources, named),
      outputs: plain({ ...lasting, ...Object.fromEntries(hidden) }, named) as Plan["outputs"],
      warnings: said.warnings,
      assumptions: [...assumptions, ...heldTo(pins)],
    };
  } finally {
    globalThis.fetch = network;
    signOut();
    said.end();
  }
}

function worldOf(file: StackFile, registry: SimulatedRegistry): World {
  const account = accountOf(file);
  return {
    idOf: (type, name) => `${type.split(":").at(-1)}(${name})`,
    outputsOf: (type, name, inputs) =>
      outputsOf(
        { account, push: (image) => registry.push(image), nameFor: generatedName },
        type,
        name,
        inputs,
      ),
    answerOf: (token, inputs) => awsAnswer(account, token, inputs),
  };
}

/** Tags and digests that the configuration holds services to, by service. */
function pinsIn({ project, config }: StackFile): Map<string, string> {
  const pinned = Object.entries(config).flatMap(([key, text]) => {
    const [, tag] = text.startsWith("{") ? (/"tag":"([^"]+)"/.exec(text) ?? []) : [];
    return tag !== undefined && key.startsWith(`${project}:`)
      ? [[key.slice(project.length + 1), tag] as const]
      : [];
  });
  return new Map(pinned);
}

/** Of a digest nothing is known but that it ran: so the stack says that it did. */
const ranBefore = (pins: ReadonlyMap<string, string>) => ({
  releases: [...pins].flatMap(([service, digest]) =>
    digest.startsWith("sha256:") ? [{ service, digest, time: "2000-01-01T00:00:00Z" }] : [],
  ),
});

const heldTo = (pins: ReadonlyMap<string, string>) =>
  [...pins].map(
    ([service, pin]) => `${service} is held to ${pin}: whether that is in the registry is not known here.`,
  );

/** Pulumi prints what a program says when there is no engine; here it is kept instead. */
function listen(): { readonly warnings: readonly string[]; end(): void } {
  const { log, warn, error } = console;
  const warnings: string[] = [];
  const keep = (text: unknown) => {
    warnings.push(String(text).replace(/^(warning|error): (\[runtime\] )?/, ""));
  };
  Object.assign(console, { log: () => undefined, warn: keep, error: keep });
  return { warnings, end: () => Object.assign(console, { log, warn, error }) };
}
