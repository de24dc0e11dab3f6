import assert from "node:assert/strict";
import type { CreateClusterCommandInput } from "@aws-sdk/client-eks";
import { type Clients, clientsOf, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { type ClusterFixture, prepareCluster, removeClusters } from "./eksFixture";

/** What steers the creation alone, or is described in another form. */
const PASSING = new Set(["bootstrapSelfManagedAddons", "logging"]);

describe("a cluster of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  let fixture: ClusterFixture;
  let elsewhere: string;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
    fixture = await prepareCluster(clients);
    const { Vpc } = await clients.ec2.createVpc({ CidrBlock: "10.9.0.0/16" });
    const { Subnet } = await clients.ec2.createSubnet({ VpcId: Vpc!.VpcId, CidrBlock: "10.9.0.0/24" });
    elsewhere = Subnet!.SubnetId!;
  });
  afterEach(() => removeClusters(clients));
  after(() => aws.stop());

  const create = (change: Partial<CreateClusterCommandInput> = {}) =>
    clients.eks.createCluster({ ...fixture.request, ...change });
  const described = async () => (await clients.eks.describeCluster({ name: "blog" })).cluster!;

  it("is described as it was asked for", async () => {
    await create();
    const cluster: Record<string, any> = await described();

    for (const [part, value] of Object.entries(fixture.request)) {
      if (PASSING.has(part)) continue;
      const got = cluster[part];
      assert.deepEqual(
        got,
        typeof value === "object" && !Array.isArray(value) ? { ...got, ...value } : value,
        part,
      );
    }
    assert.deepEqual(cluster.logging.clusterLogging, [
      { types: ["api", "audit"], enabled: true },
      { types: ["authenticator", "controllerManager", "scheduler"], enabled: false },
    ]);
  });

  it("has a security group in its network, which goes with it", async () => {
    await create({ deletionProtection: false });
    const { vpcId, clusterSecurityGroupId } = (await described()).resourcesVpcConfig!;
    const groups = await clients.ec2.describeSecurityGroups({ GroupIds: [clusterSecurityGroupId!] });
    assert.equal(groups.SecurityGroups?.[0]?.VpcId, vpcId);

    await clients.eks.deleteCluster({ name: "blog" });

    await refuses(
      "InvalidGroup.NotFound",
      /./,
      clients.ec2.describeSecurityGroups({ GroupIds: [clusterSecurityGroupId!] }),
    );
  });

  const INVALID: [string, RegExp, (fixture: ClusterFixture) => Partial<CreateClusterCommandInput>][] = [
    ["a name with a blank", /pattern/, () => ({ name: "the blog" })],
    ["a version without support", /unsupported/, () => ({ version: "1.31" })],
    ["policy STANDARD in extended support", /extended support/, () => ({ version: "1.33" })],
    ["a role that is not there", /does not exist/, (f) => ({ roleArn: `${f.nodeRoleArn}-2` })],
    ["a role that EKS may not assume", /eks.amazonaws.com/, (f) => ({ roleArn: f.podRoleArn })],
    ["one zone", /two different AZs/, (f) => network(f, { subnetIds: f.subnetIds.slice(1) })],
    [
      "a subnet that is not there",
      /does not exist/,
      (f) => network(f, { subnetIds: ["subnet-0", ...f.subnetIds] }),
    ],
    [
      "a private range for the endpoint",
      /publicAccessCidrs/,
      (f) => network(f, { publicAccessCidrs: ["10.0.0.0/8"] }),
    ],
    ["no range at all", /publicAccessCidrs/, (f) => network(f, { publicAccessCidrs: ["everyone"] })],
    [
      "no endpoint",
      /cannot be false/,
      (f) => network(f, { endpointPublicAccess: false, endpointPrivateAccess: false }),
    ],
    ["a service range in the VPC's", /overlaps/, () => services("10.0.0.0/16")],
    ["a public service range", /private/, () => services("8.8.0.0/16")],
    ["a service range that is too small", /\/24 and \/12/, () => services("172.20.0.0/25")],
    [
      "one switch of Auto Mode off",
      /all be enabled/,
      () => ({ storageConfig: { blockStorage: { enabled: false } } }),
    ],
    ["an unknown node pool", /nodePools/, (f) => compute(f, { nodePools: ["gpu"] })],
    ["node pools without a role", /together/, (f) => compute(f, { nodeRoleArn: undefined })],
    ["a node role of pods", /ec2.amazonaws.com/, (f) => compute(f, { nodeRoleArn: f.podRoleArn })],
    [
      "add-ons beside Auto Mode",
      /bootstrapSelfManagedAddons/,
      () => ({ bootstrapSelfManagedAddons: undefined }),
    ],
    [
      "Auto Mode without the API",
      /authenticationMode/,
      () => ({ accessConfig: { authenticationMode: "CONFIG_MAP" } }),
    ],
    ["node pools where compute is off", /absent/, (f) => autoModeOff(f)],
    ["subnets of two networks", /same VPC/, (f) => network(f, { subnetIds: [...f.subnetIds, elsewhere] })],
    [
      "a security group that is not there",
      /does not exist/,
      (f) => network(f, { securityGroupIds: ["sg-0"] }),
    ],
    [
      "an address for a range",
      /publicAccessCidrs/,
      (f) => network(f, { publicAccessCidrs: ["203.0.113.1"] }),
    ],
    ["too many ranges", /at most 40/, (f) => network(f, { publicAccessCidrs: manyRanges(41) })],
    [
      "encryption of nothing",
      /\[secrets\]/,
      (f) => ({
        encryptionConfig: [{ ...f.request.encryptionConfig![0], resources: [] }],
      }),
    ],
    [
      "an unknown log type",
      /must be one of/,
      () => ({ logging: { clusterLogging: [{ types: ["apis" as never] }] } }),
    ],
    [
      "a key that is not there",
      /KMS key/,
      () => encryption("arn:aws:kms:ap-northeast-2:123456789012:key/none"),
    ],
  ];
  for (const [what, message, change] of INVALID) {
    it(`is refused with ${what}`, async () => {
      await refuses("InvalidParameterException", message, create(change(fixture)));
      assert.deepEqual((await clients.eks.listClusters({})).clusters, []);
    });
  }

  const network = (f: ClusterFixture, change: object) => ({
    resourcesVpcConfig: { ...f.request.resourcesVpcConfig, ...change },
  });
  const compute = (f: ClusterFixture, change: object) => ({
    computeConfig: { ...f.request.computeConfig, ...change },
  });
  const autoModeOff = (f: ClusterFixture) => ({
    computeConfig: { ...f.request.computeConfig, enabled: false },
    storageConfig: { blockStorage: { enabled: false } },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: false } },
  });
  const manyRanges = (count: number) => Array.from({ length: count }, (_, index) => `203.0.113.${index}/32`);
  const services = (serviceIpv4Cidr: string) => ({
    kubernetesNetworkConfig: { serviceIpv4Cidr, elasticLoadBalancing: { enabled: true } },
  });
  const encryption = (keyArn: string) => ({
    encryptionConfig: [{ resources: ["secrets"], provider: { keyArn } }],
  });

  it("is refused when it exists", async () => {
    await create();

    await refuses("ResourceInUseException", /already exists/, create());
  });

  it("is not deleted while it is protected", async () => {
    await create();
    await refuses("InvalidRequestException", /protection/, clients.eks.deleteCluster({ name: "blog" }));

    await clients.eks.updateClusterConfig({ name: "blog", deletionProtection: false });
    await clients.eks.deleteCluster({ name: "blog" });

    await refuses("ResourceNotFoundException", /./, described());
  });

  it("is not encrypted with a key that is turned off", async () => {
    const { KeyMetadata } = await clients.kms.createKey({});
    await clients.kms.disableKey({ KeyId: KeyMetadata!.KeyId });

    await refuses("InvalidRequestException", /enabled/, create(encryption(KeyMetadata!.Arn!)));
  });

  it("keeps its security group from being deleted", async () => {
    await create();
    const GroupId = (await described()).resourcesVpcConfig!.clusterSecurityGroupId;

    await refuses("DependencyViolation", /blog/, clients.ec2.deleteSecurityGroup({ GroupId }));
  });

  it("keeps its subnets from being deleted", async () => {
    await create();

    await refuses(
      "DependencyViolation",
      /blog/,
      clients.ec2.deleteSubnet({ SubnetId: fixture.subnetIds[0] }),
    );
  });

  it("makes the log group that nobody made, and makes it again", async () => {
    await create();
    const groups = async () =>
      (await clients.logs.describeLogGroups({})).logGroups!.map((one) => one.logGroupName);
    assert.deepEqual(await groups(), ["/aws/eks/blog/cluster"]);

    await clients.logs.deleteLogGroup({ logGroupName: "/aws/eks/blog/cluster" });

    assert.deepEqual(await groups(), ["/aws/eks/blog/cluster"]);
  });
});
