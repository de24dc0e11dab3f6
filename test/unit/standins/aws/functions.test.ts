import assert from "node:assert/strict";
import { Aws } from "../../../standins/aws/account/account";
import { FUNCTIONS } from "../../../standins/aws/functions/answer";
import type { Args } from "../../../standins/aws/kind/kind";
import { Declarations } from "./declarations";
import { ACCOUNT } from "./operations";

/** Answers of AWS by command, with as much as the functions need. */
const ANSWERS: Record<string, object> = {
  DescribeAvailabilityZonesCommand: {
    AvailabilityZones: [
      { ZoneName: "eu-central-1b", ZoneId: "euc1-az3", GroupName: "eu-central-1-zg-1" },
      { ZoneName: "eu-central-1a", ZoneId: "euc1-az2", GroupName: "eu-central-1-zg-1" },
    ],
  },
  DescribeClusterCommand: {
    cluster: {
      ...{
        name: "blog",
        arn: "arn",
        endpoint: "https://blog",
        roleArn: "role",
        status: "ACTIVE",
        version: "1.33",
      },
      ...{ platformVersion: "eks.1", createdAt: new Date(0), certificateAuthority: { data: "Q0E=" } },
      computeConfig: { enabled: true },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, ipFamily: "ipv4" },
      storageConfig: { blockStorage: { enabled: true } },
      resourcesVpcConfig: { subnetIds: ["a"], vpcId: "vpc-1" },
    },
  },
  DescribeClusterVersionsCommand: { clusterVersions: [{ clusterVersion: "1.33", defaultVersion: true }] },
  GetAuthorizationTokenCommand: {
    authorizationData: [
      {
        authorizationToken: Buffer.from("AWS:secret:word").toString("base64"),
        expiresAt: new Date(0),
        proxyEndpoint: "https://123456789012.dkr.ecr.eu-central-1.amazonaws.com",
      },
    ],
  },
  GetCallerIdentityCommand: { Account: "123456789012", Arn: "arn", UserId: "user" },
  GetHostedZoneCommand: {
    HostedZone: {
      Id: "/hostedzone/Z1",
      Name: "example.com.",
      CallerReference: "r",
      ResourceRecordSetCount: 2,
    },
    DelegationSet: { NameServers: ["ns-2", "ns-1"] },
  },
  ListClustersCommand: { clusters: ["blog"] },
  ListHostedZonesByNameCommand: {
    HostedZones: [
      { Id: "/hostedzone/Z1", Name: "example.com." },
      { Id: "/hostedzone/Z2", Name: "example.org." },
    ],
  },
};

const ARGUMENTS: Record<string, Args> = {
  "aws:eks/getCluster:getCluster": { name: "blog" },
  "aws:route53/getZone:getZone": { name: "example.com", privateZone: false },
  "aws:lb/getHostedZoneId:getHostedZoneId": { loadBalancerType: "network" },
};

/** Parts of an answer that are left out where the stand-in does not know or was not asked for them. */
const LEFT_OUT: Record<string, string[]> = {
  "aws:eks/getCluster:getCluster": [
    ...["clusterId", "controlPlaneScalingConfigs", "upgradePolicies"],
    ...["kubeApiServerConfigs", "kubeControllerManagerConfigs", "kubeSchedulerConfigs"],
  ],
  "aws:eks/getClusterVersions:getClusterVersions": [
    ...["clusterType", "clusterVersionsOnlies", "defaultOnly", "includeAll", "versionStatus"],
  ],
  "aws:ecr/getAuthorizationToken:getAuthorizationToken": ["registryId"],
  "aws:index/getAvailabilityZones:getAvailabilityZones": [
    ...["allAvailabilityZones", "excludeNames", "excludeZoneIds", "filters", "state"],
  ],
  "aws:route53/getZone:getZone": ["enableAcceleratedRecovery", "tags", "vpcId"],
};

/** A region whose services answer what is above. */
class Answering extends Aws {
  constructor() {
    super(ACCOUNT, "eu-central-1");
  }

  protected override client<C extends object>(): C {
    const send = (command: object) => Promise.resolve(ANSWERS[command.constructor.name]);
    return { send } as unknown as C;
  }
}

const run = (token: string, more: Args = {}) =>
  FUNCTIONS.get(token)!.run(new Answering(), { ...ARGUMENTS[token], ...more });

describe("a function of the aws stand-in", () => {
  const sdk = new Declarations();
  for (const token of FUNCTIONS.keys())
    it(`answers ${token} with the parts that the SDK declares`, async () => {
      const answer = await run(token);
      const known = Object.keys(answer).filter((name) => answer[name] !== undefined);
      const region = FUNCTIONS.get(token)!.schema.region ? ["region"] : [];
      const leftOut = (LEFT_OUT[token] ?? []).filter((name) => !known.includes(name));
      const declared = Object.keys(sdk.ofFunction(token, "Result"));
      assert.deepEqual([...known, ...region, ...leftOut].sort(), declared.sort());
    });

  it("names zones in order, without those to be left out", async () => {
    const zones = "aws:index/getAvailabilityZones:getAvailabilityZones";
    assert.deepEqual((await run(zones)).names, ["eu-central-1a", "eu-central-1b"]);
    assert.deepEqual((await run(zones, { excludeNames: ["eu-central-1a"] })).zoneIds, ["euc1-az3"]);
  });

  it("finds the zone of exactly that name", async () => {
    const zone = "aws:route53/getZone:getZone";
    assert.deepEqual((await run(zone)).nameServers, ["ns-1", "ns-2"]);
    await assert.rejects(run(zone, { name: "com" }), /no matching Route 53 Hosted Zone found/);
    await assert.rejects(run(zone, { zoneId: "Z1" }), /one of name, zoneId must be given, and only one/);
  });

  it("takes user and password out of the registry's token", async () => {
    const token = await run("aws:ecr/getAuthorizationToken:getAuthorizationToken");
    assert.deepEqual([token.userName, token.password], ["AWS", "secret:word"]);
  });

  it("knows the zones of load balancers by their type", async () => {
    const zone = "aws:lb/getHostedZoneId:getHostedZoneId";
    assert.equal((await run(zone)).id, "Z3F0SRJ5LGBH90");
    assert.equal((await run(zone, { loadBalancerType: "application" })).id, "Z215JYRZR1TBD5");
  });
});
