import assert from "node:assert/strict";
import { type Properties, textOf, Unknown } from "../../../standins/protocol/value";
import { check } from "./operations";
import { TRUST } from "./valid";

const inputsOf = async (type: string, news: Properties, olds: Properties = {}) =>
  (await check(type, news, olds)).inputs;

describe("the arguments of a resource of the aws stand-in", () => {
  it("are completed with an automatic name, the region, all tags and the defaults", async () => {
    const inputs = await inputsOf("aws:cloudwatch/logGroup:LogGroup", { tags: { owner: "me" } });

    assert.match(textOf(inputs.name)!, /^it-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      name: inputs.name,
      region: "eu-central-1",
      retentionInDays: 0,
      skipDestroy: false,
      tags: { owner: "me" },
      tagsAll: { owner: "me", project: "blog" },
      __defaults: ["retentionInDays", "skipDestroy", "name"],
    });
  });

  it("keep an automatic name for as long as the program gives none", async () => {
    const olds = await inputsOf("aws:iam/role:Role", { assumeRolePolicy: TRUST });
    const kept = await inputsOf(
      "aws:iam/role:Role",
      { assumeRolePolicy: TRUST },
      { ...olds, name: "it-1234567" },
    );
    const given = await inputsOf("aws:iam/role:Role", { assumeRolePolicy: TRUST, name: "mine" }, olds);

    assert.equal(kept.name, "it-1234567");
    assert.equal(given.name, "mine");
  });

  it("have names as the service takes them", async () => {
    assert.match(textOf((await inputsOf("aws:s3/bucket:Bucket", {})).bucket)!, /^it-[0-9a-f]{7}$/);
    assert.match(
      textOf((await inputsOf("aws:kms/alias:Alias", { targetKeyId: "k" })).name)!,
      /^alias\/it-[0-9a-f]{7}$/,
    );
  });

  it("hold documents as text, unless something in them is unknown", async () => {
    const trust = JSON.parse(TRUST) as Properties;
    const known = await inputsOf("aws:iam/role:Role", { assumeRolePolicy: trust });
    const unknown = await inputsOf("aws:iam/role:Role", {
      assumeRolePolicy: { ...trust, Id: Unknown.value },
    });

    assert.equal(known.assumeRolePolicy, TRUST);
    assert.equal(unknown.assumeRolePolicy, Unknown.value);
  });

  it("have defaults in their blocks as well", async () => {
    const { vpcConfig } = await inputsOf("aws:eks/cluster:Cluster", { vpcConfig: { subnetIds: ["a"] } });
    assert.deepEqual(vpcConfig, {
      subnetIds: ["a"],
      endpointPrivateAccess: false,
      endpointPublicAccess: true,
    });
  });

  it("lose what is null", async () => {
    const inputs = await inputsOf("aws:kms/key:Key", { description: null });
    assert.equal("description" in inputs, false);
  });
});
