import { PulumiCommand } from "@pulumi/pulumi/automation";
import { Check } from "../check";
import { Finding, ok, problem } from "../finding";

/** The oldest one that this project was run with. */
const LEAST = "3.255.0";
const INSTALL = "install it from https://www.pulumi.com/docs/install";

export const pulumi: Check = {
  name: "Pulumi",
  async examine({ local }) {
    const cli = await PulumiCommand.get({ skipVersionCheck: true }).catch(() => undefined);
    if (cli) return judged(String(cli.version ?? "unknown"));
    return local
      ? ok('The Pulumi CLI is not on PATH yet; "npm run local" installs it below ~/.pulumi.')
      : problem(`The Pulumi CLI is not on PATH: ${INSTALL}.`);
  },
};

export function judged(version: string): Finding {
  if (atLeast(version, LEAST)) return ok(`The Pulumi CLI is ${version}.`);
  return problem(
    `The Pulumi CLI is ${version}, and this project was tried with ${LEAST} and later: ${INSTALL}.`,
  );
}

function atLeast(version: string, least: string): boolean {
  const [numbers, others] = [version, least].map((text) => text.split("-")[0].split(".").map(Number));
  const differs = others.findIndex((number, index) => numbers[index] !== number);
  return differs === -1 || (numbers[differs] ?? 0) > others[differs];
}
