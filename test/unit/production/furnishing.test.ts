import assert from "node:assert/strict";
import { CLAIM, CONFIG_MAP, Deployed } from "../harness";
import { deployed, statementsOf } from "./deployed";
import { ADDON, ATTACHMENT, ROLE, STORAGE_CLASS } from "./types";

describe("the cluster of production is given", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deployed();
  });

  const policiesOf = (role: string) =>
    blog
      .all(ATTACHMENT)
      .filter(({ inputs }) => inputs.role === `${role}-1234567`)
      .map(({ inputs }) => inputs.policyArn);
  const trustOf = (role: string) => statementsOf(blog.one(ROLE, role).inputs.assumeRolePolicy);

  it("a role that EKS alone takes on, with the policies of Auto Mode", () => {
    assert.deepEqual(trustOf("blog-prod-cluster"), [
      {
        Effect: "Allow",
        Principal: { Service: "eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
      },
    ]);
    assert.deepEqual(
      policiesOf("blog-prod-cluster"),
      ["Cluster", "Compute", "BlockStorage", "LoadBalancing", "Networking"].map(
        (part) => `arn:aws:iam::aws:policy/AmazonEKS${part}Policy`,
      ),
    );
  });

  it("nodes that may join and pull images, and nothing else", () => {
    assert.deepEqual(trustOf("blog-prod-node"), [
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: ["sts:AssumeRole"] },
    ]);
    assert.deepEqual(policiesOf("blog-prod-node"), [
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodeMinimalPolicy",
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
    ]);
    assert.equal(blog.all(ATTACHMENT).length, 7);
  });

  it("the metrics that pods are scaled by", () => {
    const { inputs } = blog.one(ADDON, "blog-prod-metrics-server");
    assert.deepEqual([inputs.clusterName, inputs.addonName], ["blog-prod", "metrics-server"]);
    assert.equal(blog.all(ADDON).length, 1);
  });

  it("encrypted volumes that can grow, lie where their pod is and outlive their claim", () => {
    assert.deepEqual(blog.one(STORAGE_CLASS, "platform-storage").inputs, {
      apiVersion: "storage.k8s.io/v1",
      kind: "StorageClass",
      metadata: { name: "gp3-retained" },
      provisioner: "ebs.csi.eks.amazonaws.com",
      parameters: { type: "gp3", encrypted: "true" },
      allowVolumeExpansion: true,
      reclaimPolicy: "Retain",
      volumeBindingMode: "WaitForFirstConsumer",
    });
    const claim = blog.one(CLAIM, "database");
    assert.equal(claim.inputs.spec.storageClassName, "gp3-retained");
  });

  it("NetworkPolicies that count", () => {
    const { metadata, data } = blog.one(CONFIG_MAP, "platform-network-policies").inputs;
    assert.deepEqual([metadata.namespace, metadata.name], ["kube-system", "amazon-vpc-cni"]);
    assert.deepEqual(data, { "enable-network-policy-controller": "true" });
  });
});
