import * as pulumi from "@pulumi/pulumi";
import { Config, readConfig } from "../../config";
import { StackFile } from "../plan/program/stackFile";

/** The configuration as the program reads it. Throws a RunError with a line for each key that is wrong. */
export async function configurationOf({ project, config }: StackFile, stack: string): Promise<Config> {
  // Nothing is declared: it is for the name of the project, which the keys begin with.
  await pulumi.runtime.setMocks({ newResource: nothing, call: nothing }, project, stack);
  pulumi.runtime.setAllConfig(config);
  return readConfig();
}

function nothing(): never {
  throw new Error("A configuration asks for nothing.");
}
