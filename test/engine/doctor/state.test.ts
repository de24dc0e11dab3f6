import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { Workspace } from "../workspace";
import { doctor, withCommands } from "./doctor";

describe('"npm run doctor" on a state', function () {
  this.timeout(300_000);
  let workspace: Workspace;
  before(async () => {
    workspace = withCommands(await Workspace.create("prod"));
  });
  after(() => workspace.remove());

  it("says who works on it", async () => {
    const locks = workspace.path("state/.pulumi/locks/organization/blog/prod");
    const lock = { pid: 1, username: "ada", hostname: "elsewhere", timestamp: "2026-01-02T03:04:05Z" };
    mkdirSync(locks, { recursive: true });
    writeFileSync(`${locks}/one.json`, JSON.stringify(lock));

    const { code, lines } = await doctor(workspace, "--stack", "prod");
    assert.equal(code, 1);
    assert.match(
      String(lines.get("problem lock")),
      /^Another "pulumi" \(ada@elsewhere, process 1\) works on the stack prod since 2026-01-02T03:04:05Z: wait/,
    );
    rmSync(locks, { recursive: true });
  });

  it("says which operation nobody knows the end of", async () => {
    await interrupt(workspace);

    const { lines, output } = await doctor(workspace, "--stack", "prod");
    assert.match(
      String(lines.get("problem operations")),
      /^The last update was interrupted while creating Cluster blog-prod: run "pulumi refresh --stack prod"/,
      output,
    );
    assert.match(String(lines.get("ok secrets")), /^The secrets of the state can be read\.$/, output);
    assert.ok(lines.has("ok lock"), output);
  });

  it("says that the passphrase is another one", async () => {
    workspace.variables.PULUMI_CONFIG_PASSPHRASE = "another";
    const { lines, output } = await doctor(workspace, "--stack", "prod");

    assert.match(
      String(lines.get("problem secrets")),
      /^The (secrets|passphrase) .* PULUMI_CONFIG_PASSPHRASE/,
      output,
    );
  });
});

/** Leaves the state as an update does that is killed while it creates the cluster: an import would tidy it. */
async function interrupt(workspace: Workspace): Promise<void> {
  // Encrypted as a secret of the state would be; that is a text in JSON.
  await workspace.run("config", "set", "--secret", "test:secret", '"hush"');
  const { encryptionsalt: salt, config } = parse(
    readFileSync(workspace.path("Pulumi.prod.yaml"), "utf8"),
  ) as {
    encryptionsalt: string;
    config: { "test:secret": { secure: string } };
  };
  const file = workspace.path("state/.pulumi/stacks/blog/prod.json");
  const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest?: object } };
  const secret = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    ciphertext: config["test:secret"].secure,
  };
  const root = { urn: urnOf("pulumi:pulumi:Stack", "blog-prod"), type: "pulumi:pulumi:Stack", custom: false };
  const cluster = { urn: urnOf(CLUSTER, "blog-prod"), type: CLUSTER, custom: true };
  state.checkpoint.latest = {
    manifest: { time: "2026-01-02T03:04:05Z", magic: "", version: "" },
    secrets_providers: { type: "passphrase", state: { salt } },
    resources: [{ ...root, outputs: { secret } }],
    pending_operations: [{ type: "creating", resource: cluster }],
  };
  writeFileSync(file, JSON.stringify(state));
}

const CLUSTER = "aws:eks/cluster:Cluster";
const urnOf = (type: string, name: string) => `urn:pulumi:prod::blog::${type}::${name}`;
