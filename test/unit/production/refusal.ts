import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import program = require("../../../index");
import { deploy, Situation } from "../harness";
import { isSentence } from "../sentence";

/** How a stack was refused. */
export interface Refusal {
  /** The one sentence that says so. */
  readonly sentence: string;
  /** What was declared by then, as "type name". */
  readonly declared: readonly string[];
}

/** Runs a stack that must be refused; throws if it is not, or not by one sentence for its operator. */
export async function refusal(situation: Situation): Promise<Refusal> {
  const declared: string[] = [];
  const watched = () => {
    pulumi.runtime.registerStackTransformation(({ type, name }) => {
      declared.push(`${type} ${name}`);
      return undefined;
    });
    return program();
  };
  const error: unknown = await deploy(watched, situation).catch((reason: unknown) => reason);
  assert.ok(pulumi.RunError.isInstance(error), `${String(error)} is no refusal`);
  return { sentence: isSentence(error.message), declared };
}
