import assert from "node:assert/strict";
import { terraformConfiguration } from "./configuration";

/** The configuration without spaces that mean nothing. */
const written = (...resources: [type: string, name: string, inputs: object][]) =>
  terraformConfiguration({
    resources: resources.map(([type, name, inputs]) => ({
      type,
      name,
      inputs,
      custom: true,
      secrets: [],
      provider: "",
      opts: {},
    })),
  });

describe("Terraform's words for what Pulumi declares", () => {
  it("name types after service and kind, older ones after the kind alone", () => {
    const types = ["aws:eks/podIdentityAssociation:PodIdentityAssociation", "aws:ec2/natGateway:NatGateway"];
    assert.deepEqual(
      types.map((type) => written([type, "it", {}])),
      ['resource "aws_eks_pod_identity_association" "it" {\n}\n', 'resource "aws_nat_gateway" "it" {\n}\n'],
    );
  });

  it("write lists of blocks one by one and lists of values as they are", () => {
    const inputs = { rules: [{ id: "a" }, { id: "b" }], subnetIds: ["s-1", "s-2"], clientIdLists: ["c"] };
    assert.equal(
      written(["aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "it", inputs]),
      'resource "aws_s3_bucket_lifecycle_configuration" "it" {\nrule {\nid = "a"\n}\nrule {\nid = "b"\n}\n' +
        'subnet_ids = ["s-1","s-2"]\nclient_id_list = ["c"]\n}\n',
    );
  });

  it("keep the keys of tags, and of documents whether text or not", () => {
    const inputs = {
      tags: { camelCase: "x" },
      policy: { tagStatus: 1 },
      assumeRolePolicy: '{"Version":"1"}',
    };
    assert.equal(
      written(["aws:iam/role:Role", "it", inputs]),
      'resource "aws_iam_role" "it" {\ntags = {"camelCase":"x"}\npolicy = jsonencode({"tagStatus":1})\n' +
        'assume_role_policy = jsonencode({"Version":"1"})\n}\n',
    );
  });

  it("refer to the resource that an id, an ARN or a name came from", () => {
    const text = written(
      ["aws:ec2/vpc:Vpc", "net", {}],
      ["aws:ec2/internetGateway:InternetGateway", "net", { vpcId: "net-id" }],
      ["aws:kms/key:Key", "net", { description: "net-id of nothing" }],
      ["aws:ec2/route:Route", "net", { gatewayId: "net-id", destinationCidrBlock: "0.0.0.0/0" }],
      ["aws:eks/cluster:Cluster", "prod", { name: "prod" }],
      ["aws:eks/addon:Addon", "it", { clusterName: "prod", addonName: "prod", tags: { Name: "prod" } }],
    );
    assert.deepEqual(text.match(/\w+ = "\$\{.*\}"/g), [
      'vpc_id = "${aws_vpc.net.id}"',
      'gateway_id = "${aws_internet_gateway.net.id}"',
      'cluster_name = "${aws_eks_cluster.prod.name}"',
    ]);
  });

  it("are not guessed where several resources may be meant", () => {
    assert.throws(
      () =>
        written(
          ["aws:ec2/eip:Eip", "net", {}],
          ["aws:kms/key:Key", "net", {}],
          ["aws:ec2/natGateway:NatGateway", "other", { allocationId: "net-id" }],
        ),
      /allocationId of aws:ec2\/natGateway:NatGateway "other" is net-id, which may be the aws:ec2\/eip:Eip or aws:kms\/key:Key/,
    );
  });
});
