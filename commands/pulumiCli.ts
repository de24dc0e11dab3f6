import { PulumiCommand } from "@pulumi/pulumi/automation";
import { Failure } from "./failure";

/** The Pulumi CLI on PATH; without one it is installed below ~/.pulumi, in the version of the SDK. */
export async function pulumiCli(say: (line: string) => void): Promise<PulumiCommand> {
  const onPath = await PulumiCommand.get().catch(() => undefined);
  if (onPath) return onPath;
  say("The Pulumi CLI is not on PATH: installing it below ~/.pulumi ...");
  try {
    return await PulumiCommand.install();
  } catch (error) {
    const reason = (error as Error).message.split("\n")[0];
    throw new Failure(
      `The Pulumi CLI is not on PATH and could not be installed (${reason}): install it from https://www.pulumi.com/docs/install and run this again.`,
    );
  }
}
