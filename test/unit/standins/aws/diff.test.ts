import assert from "node:assert/strict";
import { type Properties, Unknown } from "../../../standins/protocol/value";
import { check, diff } from "./operations";
import { policyOf, TRUST, VALID } from "./valid";

const CLUSTER = "aws:eks/cluster:Cluster";

/** Changes from one version of the arguments to another, those that replace with a mark. */
async function changes(type: string, before: Properties, after: Properties): Promise<string[]> {
  const { __defaults, ...state } = (await check(type, before)).inputs;
  assert.ok(__defaults);
  const found = await diff(type, { ...state, __defaults }, after);
  return found.changes.map(({ path, kind, replaces }) => `${kind} ${path}${replaces ? " (replaces)" : ""}`);
}

const changed = (type: string, change: Properties) =>
  changes(type, VALID[type], { ...VALID[type], ...change });

describe("the aws stand-in's diff", () => {
  it("finds nothing where nothing changed", async () => {
    for (const type of Object.keys(VALID)) assert.deepEqual(await changed(type, {}), [], type);
  });

  it("changes in place what can be", async () => {
    assert.deepEqual(await changed("aws:ec2/vpc:Vpc", { enableDnsHostnames: true }), [
      "add enableDnsHostnames",
    ]);
    assert.deepEqual(await changed(CLUSTER, { version: "1.34" }), ["update version"]);
    assert.deepEqual(await changed("aws:ec2/route:Route", { gatewayId: null, natGatewayId: "nat-1" }), [
      "delete gatewayId",
      "add natGatewayId",
    ]);
  });

  it("replaces where AWS cannot change", async () => {
    assert.deepEqual(await changed("aws:ec2/vpc:Vpc", { cidrBlock: "10.30.0.0/16" }), [
      "update cidrBlock (replaces)",
    ]);
    assert.deepEqual(await changed("aws:ec2/vpc:Vpc", { region: "eu-west-1" }), ["update region (replaces)"]);
    assert.deepEqual(await changed(CLUSTER, { bootstrapSelfManagedAddons: false }), [
      "update bootstrapSelfManagedAddons (replaces)",
    ]);
    assert.deepEqual(await changed(CLUSTER, { version: "1.32" }), ["update version (replaces)"]);
  });

  it("takes no order of sets, writing of documents or computed value for a change", async () => {
    const { vpcConfig } = VALID[CLUSTER] as { vpcConfig: Properties };
    const reordered = { ...vpcConfig, subnetIds: ["subnet-2", "subnet-1"] };
    const spread = JSON.stringify(JSON.parse(TRUST), null, 2).replace(
      '"sts:AssumeRole"',
      '["sts:AssumeRole"]',
    );

    assert.deepEqual(await changed(CLUSTER, { vpcConfig: reordered }), []);
    assert.deepEqual(await changed("aws:iam/role:Role", { assumeRolePolicy: spread }), []);
    assert.deepEqual(await changed(CLUSTER, { version: null }), []);
    assert.deepEqual(
      await changed("aws:kms/alias:Alias", { targetKeyId: "arn:aws:kms:eu-central-1:1:key/key" }),
      [],
    );
  });

  it("takes another set, another document and what was taken away for a change", async () => {
    const { vpcConfig } = VALID[CLUSTER] as { vpcConfig: Properties };
    const other = policyOf({
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    });

    assert.deepEqual(await changed(CLUSTER, { vpcConfig: { ...vpcConfig, subnetIds: ["subnet-1"] } }), [
      "update vpcConfig.subnetIds",
    ]);
    assert.deepEqual(await changed("aws:iam/role:Role", { assumeRolePolicy: other }), [
      "update assumeRolePolicy",
    ]);
    const described = { ...VALID["aws:iam/role:Role"], description: "Runs the cluster" };
    assert.deepEqual(await changes("aws:iam/role:Role", described, VALID["aws:iam/role:Role"]), [
      "delete description",
    ]);
  });

  it("shows a tag in the resource's own and in all", async () => {
    assert.deepEqual(await changed("aws:ec2/vpc:Vpc", { tags: { owner: "me" } }), [
      "add tags.owner",
      "add tagsAll.owner",
    ]);
  });

  it("plans a change for what is not known yet", async () => {
    assert.deepEqual(await changed("aws:ec2/vpc:Vpc", { cidrBlock: Unknown.value }), [
      "update cidrBlock (replaces)",
    ]);
  });

  it("deletes first where the program chose the name", async () => {
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const replacing = async (given: Properties) => {
      const { inputs } = await check(type, given);
      return diff(type, inputs, { ...given, logGroupClass: "INFREQUENT_ACCESS", region: "eu-west-1" });
    };
    assert.equal((await replacing({ name: "/blog" })).deleteBeforeReplace, true);
    assert.equal((await replacing({})).deleteBeforeReplace, false);
  });
});
