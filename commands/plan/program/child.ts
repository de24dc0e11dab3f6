import { RunError } from "@pulumi/pulumi/errors";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Failure } from "../../failure";
import { Program } from "../simulation/declared";
import { Answer } from "./answer";
import { runProgram } from "./run";

/** Runs the program of the folder that this process was started in, and tells who started it what came of it. */
async function answer(stack: string): Promise<Answer> {
  try {
    return { plan: await runProgram(programHere(), stack) };
  } catch (error) {
    if (RunError.isInstance(error) || error instanceof Failure) return { refusal: error.message };
    return { crash: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** The function that Pulumi would call. */
function programHere(): Program {
  const { main = "index.ts" } = JSON.parse(readFileSync("package.json", "utf8")) as { main?: string };
  return require(resolve(main)) as Program;
}

void answer(process.argv[2] ?? "").then((told) => {
  process.send?.(told, () => process.disconnect?.());
});
