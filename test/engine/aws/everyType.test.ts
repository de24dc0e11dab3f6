import assert from "node:assert/strict";
import { type Aws, startAws } from "../../doubles/aws/double";
import { FUNCTIONS } from "../../standins/aws/functions/answer";
import { KINDS } from "../../standins/aws/kinds";
import type { Outcome } from "../outcome";
import type { Workspace } from "../workspace";
import { contentsOf, everyType, makeZone } from "./workspace";

describe("a program with every type of resource of the aws stand-in", function () {
  this.timeout(300_000);
  let aws: Aws;
  let workspace: Workspace;
  let initially: string[];

  before(async () => {
    aws = await startAws();
    await makeZone(aws);
    initially = await contentsOf(aws);
    workspace = await everyType(aws);
  });

  after(async () => {
    workspace?.remove();
    await aws?.stop();
  });

  it("is previewed without a change of the account", async () => {
    const preview = succeeded(await workspace.preview());

    assert.deepEqual(new Set(preview.plan.values()), new Set(["create"]));
    const changing = (await aws.requests()).filter(
      ({ readOnly, action }) => !readOnly && action !== "CreateHostedZone",
    );
    assert.deepEqual(changing, []);
  });

  it("is brought up, every type of it", async () => {
    const update = succeeded(await workspace.up());

    const made = new Set([...update.done.keys()].map((urn) => urn.split("::")[2].split("$").at(-1)!));
    assert.deepEqual(
      [...KINDS.keys()].filter((type) => !made.has(type)),
      [],
    );
    assert.equal(FUNCTIONS.size, 9);
  });

  it("is left as it is by a second update and found so by a refresh", async () => {
    succeeded(await workspace.up("--expect-no-changes"));
    succeeded(await workspace.refresh("--expect-no-changes"));
    succeeded(await workspace.up("--expect-no-changes"));
  });

  it("is changed as it was previewed, and left as it is then", async () => {
    workspace.variables.EVERY_TYPE_CHANGED = "true";

    const preview = succeeded(await workspace.preview());
    const update = succeeded(await workspace.up());

    assert.deepEqual(update.changes, preview.changes);
    const untouched = [
      "CertificateValidation",
      "Route",
      "RouteTableAssociation",
      "RolePolicyAttachment",
      "Alias",
    ];
    const kinds = new Set(update.changes.map((change) => change.split(" ")[1]));
    const unchanged = [...KINDS.keys()]
      .map((type) => type.split(":").at(-1)!)
      .filter((kind) => !kinds.has(kind));
    assert.deepEqual(unchanged.sort(), untouched.sort());
    succeeded(await workspace.refresh("--expect-no-changes"));
    succeeded(await workspace.up("--expect-no-changes"));
  });

  it("is destroyed, and the account is as it was", async () => {
    succeeded(await workspace.destroy());

    const left = (await contentsOf(aws)).filter((one) => !initially.includes(one));
    assert.deepEqual(left, []);
  });
});

function succeeded(outcome: Outcome): Outcome {
  assert.equal(outcome.code, 0, outcome.output);
  return outcome;
}
