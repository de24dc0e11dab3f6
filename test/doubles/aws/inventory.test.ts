import assert from "node:assert/strict";
import { ACCOUNT, type Clients, clientsOf, REGION } from "./clients";
import { type Aws, startAws } from "./double";
import { prepareCluster } from "./eksFixture";

describe("what the AWS double lists as left", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(() => aws.reset());
  after(() => aws.stop());

  const kinds = async () => (await aws.everything()).map(({ service, kind }) => `${service} ${kind}`);

  it("is a network with its parts, without those that AWS makes with it", async () => {
    const { Vpc } = await clients.ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
    const { VpcId } = Vpc!;
    const { Subnet } = await clients.ec2.createSubnet({ VpcId, CidrBlock: "10.0.0.0/24" });
    const { InternetGateway } = await clients.ec2.createInternetGateway({});
    await clients.ec2.attachInternetGateway({ VpcId, InternetGatewayId: InternetGateway!.InternetGatewayId });
    const { AllocationId } = await clients.ec2.allocateAddress({ Domain: "vpc" });
    await clients.ec2.createNatGateway({ SubnetId: Subnet!.SubnetId, AllocationId });
    const { RouteTable } = await clients.ec2.createRouteTable({ VpcId });
    await clients.ec2.createVpcEndpoint({
      VpcId,
      ServiceName: `com.amazonaws.${REGION}.s3`,
      RouteTableIds: [RouteTable!.RouteTableId!],
    });

    assert.deepEqual(await kinds(), [
      "ec2 ElasticIp",
      "ec2 InternetGateway",
      "ec2 NatGateway",
      "ec2 RouteTable",
      "ec2 Subnet",
      "ec2 Vpc",
      "ec2 VpcEndpoint",
    ]);
  });

  it("is a cluster with its parts, and its log group after it", async () => {
    const { request } = await prepareCluster(clients);
    const prepared = await kinds();
    await clients.eks.createCluster({ ...request, deletionProtection: false });
    await clients.eks.createAddon({ clusterName: "blog", addonName: "metrics-server" });
    const made = (await kinds()).filter((kind) => !prepared.includes(kind));
    assert.deepEqual(made, [
      "ec2 SecurityGroup",
      "eks AccessEntry",
      "eks Addon",
      "eks Cluster",
      "logs LogGroup",
    ]);

    await clients.eks.deleteCluster({ name: "blog" });

    assert.deepEqual(
      (await kinds()).filter((kind) => !prepared.includes(kind)),
      ["logs LogGroup"],
    );
  });

  it("names each thing as AWS does", async () => {
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await clients.s3.createBucket({ Bucket: "blog-left", CreateBucketConfiguration });
    await clients.ecr.createRepository({ repositoryName: "blog/api", tags: [{ Key: "a", Value: "b" }] });
    await clients.logs.createLogGroup({ logGroupName: "/blog", tags: { c: "d" } });
    await clients.iam.createOpenIDConnectProvider({ Url: "https://a.example", ClientIDList: ["a"] });
    const { HostedZone } = await clients.route53.createHostedZone({
      Name: "a.example",
      CallerReference: "a",
    });
    const zone = HostedZone!.Id!.replace("/hostedzone/", "");

    assert.deepEqual(
      (await aws.everything()).map(({ arn, tags }) => [arn, tags]),
      [
        [`arn:aws:ecr:${REGION}:${ACCOUNT}:repository/blog/api`, { a: "b" }],
        [`arn:aws:iam::${ACCOUNT}:oidc-provider/a.example`, {}],
        [`arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/blog`, { c: "d" }],
        [`arn:aws:route53:::hostedzone/${zone}`, {}],
        ["arn:aws:s3:::blog-left", {}],
      ],
    );
  });
});
