import assert from "node:assert/strict";
import { Deployed } from "../harness";
import { deployed, otherwise, statementsOf } from "./deployed";
import { CLUSTER, KEY, LOG_GROUP } from "./types";

describe("the cluster of production", () => {
  let blog: Deployed;
  let inputs: any;
  before(async () => {
    blog = await deployed();
    inputs = blog.one(CLUSTER, "blog-prod").inputs;
  });

  it("runs the stated version and is never moved to extended support, which costs six times as much", () => {
    assert.deepEqual([inputs.name, inputs.version], ["blog-prod", "1.36"]);
    assert.deepEqual(inputs.upgradePolicy, { supportType: "STANDARD" });
  });

  it("is in Auto Mode: nodes, volumes, load balancers and add-ons are EKS's", () => {
    assert.deepEqual(inputs.computeConfig, {
      enabled: true,
      nodePools: ["general-purpose", "system"],
      nodeRoleArn: "arn:aws:iam::111122223333:role/blog-prod-node-1234567",
    });
    assert.deepEqual(inputs.storageConfig, { blockStorage: { enabled: true } });
    assert.deepEqual(inputs.kubernetesNetworkConfig, {
      elasticLoadBalancing: { enabled: true },
      ipFamily: "ipv4",
      serviceIpv4Cidr: "172.20.0.0/16",
    });
    assert.equal(inputs.bootstrapSelfManagedAddons, false);
  });

  it("lets in only who has an access entry, also not who made it", () => {
    assert.deepEqual(inputs.accessConfig, {
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
  });

  it("is reached from its own network and from the networks of the configuration", () => {
    const { subnetIds, ...endpoint } = inputs.vpcConfig;
    assert.deepEqual(endpoint, {
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.7/32"],
    });
    const subnets = ["public", "private"].flatMap((kind) =>
      ["a", "b", "c"].map((zone) => `blog-prod-${kind}-${zone}-id`),
    );
    assert.deepEqual(subnetIds, subnets);
  });

  it("encrypts Secrets with a key of the stack that is replaced every year", () => {
    const key = blog.one(KEY, "blog-prod");
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/blog-prod-1234567";
    assert.deepEqual(inputs.encryptionConfig, { provider: { keyArn }, resources: ["secrets"] });
    assert.deepEqual([key.inputs.enableKeyRotation, key.inputs.deletionWindowInDays], [true, 30]);
  });

  it("lets CloudWatch of this account and region encrypt logs with that key, and nobody else without IAM", () => {
    const [own, logs, ...others] = statementsOf(blog.one(KEY, "blog-prod").inputs.policy);
    assert.deepEqual(own.Principal, { AWS: "arn:aws:iam::111122223333:root" });
    assert.deepEqual(logs.Principal, { Service: "logs.eu-central-1.amazonaws.com" });
    assert.deepEqual(logs.Condition, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:111122223333:log-group:*" },
    });
    assert.deepEqual(others, []);
  });

  it("writes all its logs into a group that was there before, encrypted, for 90 days", () => {
    const all = ["api", "audit", "authenticator", "controllerManager", "scheduler"];
    assert.deepEqual([...inputs.enabledClusterLogTypes].sort(), all);
    assert.deepEqual(blog.one(LOG_GROUP, "blog-prod").inputs, {
      name: "/aws/eks/blog-prod/cluster",
      retentionInDays: 90,
      kmsKeyId: inputs.encryptionConfig.provider.keyArn,
    });
  });

  it("cannot be deleted by mistake, here and in AWS", () => {
    assert.equal(inputs.deletionProtection, true);
    assert.equal(blog.one(CLUSTER, "blog-prod").opts.protect, true);
  });

  it("states nothing else", () => {
    assert.deepEqual(
      Object.keys(inputs).sort().join(" "),
      "accessConfig bootstrapSelfManagedAddons computeConfig deletionProtection enabledClusterLogTypes encryptionConfig kubernetesNetworkConfig name roleArn storageConfig upgradePolicy version vpcConfig",
    );
  });
});

describe("the cluster of production, asked for otherwise,", () => {
  it("runs another version, has other addresses and keeps its logs shorter", async () => {
    const blog = await otherwise();
    const { version, kubernetesNetworkConfig } = blog.one(CLUSTER, "blog-prod").inputs;
    assert.deepEqual([version, kubernetesNetworkConfig.serviceIpv4Cidr], ["1.37", "192.168.7.0/24"]);
    assert.equal(blog.one(LOG_GROUP, "blog-prod").inputs.retentionInDays, 30);
  });
});
