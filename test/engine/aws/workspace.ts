import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Aws } from "../../doubles/aws/double";
import { Workspace } from "../workspace";

/** A workspace whose program is the one in `everyType`. */
export async function everyType(aws: Aws): Promise<Workspace> {
  // Waiting is what the program does most; nothing of it takes long here.
  const variables = { ...aws.environment, STANDIN_AWS_POLL_MS: "20", STANDIN_AWS_TIMEOUT_SECONDS: "60" };
  const workspace = await Workspace.create("local", { variables });
  cpSync(join(__dirname, "everyType"), workspace.path("everyType"), { recursive: true });
  writeFileSync(workspace.path("index.ts"), 'export = require("./everyType");\n');
  return workspace;
}

/** The zone that the program looks up. */
export async function makeZone({ url, environment }: Aws): Promise<void> {
  const credentials = {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
  };
  const route53 = new Route53Client({ region: "eu-central-1", endpoint: url, credentials });
  await route53.send(new CreateHostedZoneCommand({ Name: "example.com", CallerReference: "tests" }));
}

/** All that the account holds, as texts. */
export async function contentsOf(aws: Aws): Promise<string[]> {
  return (await aws.everything()).map(({ kind, id }) => `${kind} ${id}`).sort();
}
