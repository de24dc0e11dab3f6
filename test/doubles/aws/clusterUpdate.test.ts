import assert from "node:assert/strict";
import type { UpdateClusterConfigCommandInput } from "@aws-sdk/client-eks";
import { type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { type ClusterFixture, prepareCluster, removeClusters } from "./eksFixture";

type Change = Omit<UpdateClusterConfigCommandInput, "name">;

describe("an update of a cluster of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  let fixture: ClusterFixture;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
    fixture = await prepareCluster(clients);
  });
  beforeEach(() => clients.eks.createCluster(fixture.request));
  afterEach(() => removeClusters(clients));
  after(() => aws.stop());

  const described = async () => (await clients.eks.describeCluster({ name: "blog" })).cluster!;
  const update = (change: Change) => clients.eks.updateClusterConfig({ name: "blog", ...change });
  const off = { enabled: false };

  const CHANGES: [string, Change, Record<string, unknown>][] = [
    ["EndpointAccessUpdate", { resourcesVpcConfig: { publicAccessCidrs: ["198.51.100.0/24"] } }, {}],
    [
      "LoggingUpdate",
      { logging: { clusterLogging: [{ types: ["api"], enabled: false }] } },
      { logging: undefined },
    ],
    ["UpgradePolicyUpdate", { upgradePolicy: { supportType: "EXTENDED" } }, {}],
    ["ZonalShiftConfigUpdate", { zonalShiftConfig: { enabled: true } }, {}],
    ["DeletionProtectionUpdate", { deletionProtection: false }, {}],
    [
      "AutoModeUpdate",
      {
        computeConfig: off,
        storageConfig: { blockStorage: off },
        kubernetesNetworkConfig: { elasticLoadBalancing: off },
      },
      {},
    ],
  ];
  for (const [type, change, expected] of CHANGES) {
    it(`takes effect: ${type}`, async () => {
      const before = await described();
      const started = (await update(change)).update!;
      const { update: ended } = await clients.eks.describeUpdate({ name: "blog", updateId: started.id });
      const cluster: Record<string, any> = await described();

      assert.deepEqual([started.type, ended?.status], [type, "Successful"]);
      assert.notDeepEqual(cluster, before);
      for (const [part, value] of Object.entries({ ...change, ...expected }).filter(([, value]) => value)) {
        assert.deepEqual(cluster[part], typeof value === "object" ? { ...cluster[part], ...value } : value);
      }
    });
  }

  it("turns single log types off", async () => {
    await update({ logging: { clusterLogging: [{ types: ["api"], enabled: false }] } });

    const [on] = (await described()).logging!.clusterLogging!;
    assert.deepEqual(on, { types: ["audit"], enabled: true });
  });

  const REFUSED: [string, RegExp, (fixture: ClusterFixture) => Change][] = [
    ["two kinds of change", /one type/, () => ({ deletionProtection: false, upgradePolicy: {} })],
    ["no change at all", /one type/, () => ({})],
    [
      "what the endpoint is already",
      /already/,
      () => ({ resourcesVpcConfig: { endpointPrivateAccess: true } }),
    ],
    [
      "endpoint and subnets at once",
      /one update/,
      (f) => ({
        resourcesVpcConfig: { endpointPublicAccess: true, subnetIds: f.subnetIds },
      }),
    ],
    [
      "log types that are on",
      /No changes/,
      () => ({ logging: { clusterLogging: [{ types: ["api"], enabled: true }] } }),
    ],
    [
      "a step back to the config map",
      /authentication mode/,
      () => ({
        accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" },
      }),
    ],
    ["a part of Auto Mode", /together/, () => ({ computeConfig: off })],
    [
      "a service range, later",
      /when a cluster is created/,
      (f) => ({
        computeConfig: f.request.computeConfig,
        storageConfig: f.request.storageConfig,
        kubernetesNetworkConfig: {
          serviceIpv4Cidr: "172.21.0.0/16",
          elasticLoadBalancing: { enabled: true },
        },
      }),
    ],
    [
      "another node role",
      /nodeRoleArn/,
      (f) => ({
        computeConfig: { ...f.request.computeConfig, nodeRoleArn: f.podRoleArn },
        storageConfig: f.request.storageConfig,
        kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
      }),
    ],
  ];
  for (const [what, message, change] of REFUSED) {
    it(`is refused with ${what}`, async () => {
      await refuses("InvalidParameterException", message, update(change(fixture)));
    });
  }

  it("moves a cluster to other subnets of its network, and to no other network", async () => {
    const vpc = (await described()).resourcesVpcConfig!.vpcId!;
    const subnet = async (VpcId: string, range: string, zone: string) => {
      const asked = { VpcId, CidrBlock: `${range}.0/24`, AvailabilityZone: `${REGION}${zone}` };
      return (await clients.ec2.createSubnet(asked)).Subnet!.SubnetId!;
    };
    const subnetIds = [fixture.subnetIds[0], await subnet(vpc, "10.0.7", "c")];
    const { update: moved } = await update({ resourcesVpcConfig: { subnetIds } });
    assert.equal(moved?.type, "VpcConfigUpdate");
    assert.deepEqual((await described()).resourcesVpcConfig?.subnetIds, subnetIds);

    const other = (await clients.ec2.createVpc({ CidrBlock: "10.9.0.0/16" })).Vpc!.VpcId!;
    const foreign = [await subnet(other, "10.9.0", "a"), await subnet(other, "10.9.1", "b")];
    const away = update({ resourcesVpcConfig: { subnetIds: foreign } });
    await refuses("InvalidParameterException", /cluster's VPC/, away);
  });

  it("opens a cluster of the config map to the API", async () => {
    await clients.eks.createCluster({
      name: "older",
      roleArn: fixture.request.roleArn,
      resourcesVpcConfig: fixture.request.resourcesVpcConfig,
      accessConfig: { authenticationMode: "CONFIG_MAP" },
    });
    const entry = clients.eks.createAccessEntry({ clusterName: "older", principalArn: fixture.podRoleArn });
    await refuses("InvalidRequestException", /authentication mode/, entry);
    const { update: opened } = await clients.eks.updateClusterConfig({
      name: "older",
      accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" },
    });
    assert.equal(opened?.type, "AccessConfigUpdate");
  });

  it("is listed, and found by nobody under another id", async () => {
    const { update: started } = await update({ deletionProtection: false });
    assert.deepEqual((await clients.eks.listUpdates({ name: "blog" })).updateIds, [started!.id]);

    const unknown = clients.eks.describeUpdate({ name: "blog", updateId: "none" });
    await refuses("ResourceNotFoundException", /none/, unknown);
  });

  it("upgrades by one minor version", async () => {
    const { update: started } = await clients.eks.updateClusterVersion({ name: "blog", version: "1.36" });

    assert.equal(started?.type, "VersionUpdate");
    assert.equal((await described()).version, "1.36");
  });

  it("never upgrades by two, down, or to where it is", async () => {
    await clients.eks.createCluster({ ...fixture.request, name: "older", version: "1.34" });
    const upgrade = (name: string, version: string) => clients.eks.updateClusterVersion({ name, version });

    await refuses("InvalidParameterException", /one at a time/, upgrade("older", "1.36"));
    await refuses("InvalidParameterException", /never down/, upgrade("blog", "1.34"));
    await refuses("InvalidParameterException", /already/, upgrade("blog", "1.35"));
  });

  it("encrypts a cluster once", async () => {
    const encryptionConfig = fixture.request.encryptionConfig;
    await clients.eks.createCluster({ ...fixture.request, name: "plain", encryptionConfig: undefined });
    await clients.eks.associateEncryptionConfig({ clusterName: "plain", encryptionConfig });

    const again = clients.eks.associateEncryptionConfig({ clusterName: "plain", encryptionConfig });
    await refuses("InvalidRequestException", /already/, again);
  });
});
