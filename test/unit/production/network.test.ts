import assert from "node:assert/strict";
import { Deployed, names } from "../harness";
import { dependenciesOf, deployed, otherwise, statementsOf } from "./deployed";
import {
  ADDRESS,
  DEFAULT_SECURITY_GROUP,
  FLOW_LOG,
  LOG_GROUP,
  NAT_GATEWAY,
  ROLE,
  ROUTE,
  ROUTE_TABLE_ASSOCIATION,
  SUBNET,
  VPC,
  VPC_ENDPOINT,
} from "./types";

/** Each subnet's name, zone, addresses and what its route table sends out to. */
function subnetsOf(blog: Deployed): string[] {
  return blog.all(SUBNET).map(({ name, inputs }) => {
    const { routeTableId } = blog.one(ROUTE_TABLE_ASSOCIATION, name).inputs;
    const [route] = blog.all(ROUTE).filter((one) => one.inputs.routeTableId === routeTableId);
    const { destinationCidrBlock: to, gatewayId = "", natGatewayId = "" } = route.inputs;
    return [name, inputs.availabilityZone, inputs.cidrBlock, to, gatewayId || natGatewayId].join(" ");
  });
}

const PUBLIC = [
  "blog-prod-public-a eu-central-1a 10.20.192.0/20 0.0.0.0/0 blog-prod-id",
  "blog-prod-public-b eu-central-1b 10.20.208.0/20 0.0.0.0/0 blog-prod-id",
  "blog-prod-public-c eu-central-1c 10.20.224.0/20 0.0.0.0/0 blog-prod-id",
];

describe("the network of production", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deployed();
  });

  it("has addresses of its own and resolves the names of AWS", () => {
    assert.deepEqual(blog.one(VPC, "blog-prod").inputs, {
      cidrBlock: "10.20.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: "blog-prod" },
    });
  });

  it("leads public subnets to the internet and the private ones of all zones to one NAT gateway", () => {
    assert.deepEqual(subnetsOf(blog), [
      ...PUBLIC,
      "blog-prod-private-a eu-central-1a 10.20.0.0/18 0.0.0.0/0 blog-prod-a-id",
      "blog-prod-private-b eu-central-1b 10.20.64.0/18 0.0.0.0/0 blog-prod-a-id",
      "blog-prod-private-c eu-central-1c 10.20.128.0/18 0.0.0.0/0 blog-prod-a-id",
    ]);
    assert.equal(blog.all(ROUTE).length, 4);
  });

  it("tells load balancers by tags which subnets are theirs, and gives nothing a public address unasked", () => {
    for (const { name, inputs } of blog.all(SUBNET)) {
      const role = name.includes("public") ? "elb" : "internal-elb";
      assert.deepEqual(inputs.tags, { Name: name, [`kubernetes.io/role/${role}`]: "1" });
      assert.equal(inputs.mapPublicIpOnLaunch, false);
    }
  });

  it("has its NAT gateway in a public subnet, and the way to the internet until that one is gone", () => {
    const nat = blog.one(NAT_GATEWAY, "blog-prod-a");
    assert.deepEqual(nat.inputs, {
      allocationId: "blog-prod-a-id",
      subnetId: "blog-prod-public-a-id",
      tags: { Name: "blog-prod-a" },
    });
    for (const resource of [nat, blog.one(ADDRESS, "blog-prod-a")]) {
      assert.deepEqual(dependenciesOf(resource), [`${ROUTE} blog-prod-public`]);
    }
  });

  it("reaches S3 from its private subnets without the NAT gateway", () => {
    const { inputs } = blog.one(VPC_ENDPOINT, "blog-prod-s3");
    assert.deepEqual(
      [inputs.serviceName, inputs.vpcEndpointType],
      ["com.amazonaws.eu-central-1.s3", "Gateway"],
    );
    assert.deepEqual(
      inputs.routeTableIds,
      ["a", "b", "c"].map((zone) => `blog-prod-private-${zone}-id`),
    );
  });

  it("lets nothing through where no security group is named", () => {
    assert.deepEqual(blog.one(DEFAULT_SECURITY_GROUP, "blog-prod").inputs, { vpcId: "blog-prod-id" });
  });

  it("logs what it turns away, encrypted, for 90 days", () => {
    const { trafficType, logDestination } = blog.one(FLOW_LOG, "blog-prod").inputs;
    const { arn, ...group } = {
      ...blog.one(LOG_GROUP, "blog-prod-flow-logs").inputs,
      arn: logDestination as string,
    };
    assert.equal(trafficType, "REJECT");
    assert.deepEqual([group.name, group.retentionInDays], ["/blog/blog-prod/flow-logs", 90]);
    assert.match(group.kmsKeyId, /:key\/blog-prod-/);
    assert.match(arn, /:log-group:\/blog\/blog-prod\/flow-logs$/);
  });

  it("lets the service that writes these logs do so for this account alone", () => {
    const [{ Condition }] = statementsOf(blog.one(ROLE, "blog-prod-flow-logs").inputs.assumeRolePolicy);
    assert.deepEqual(Condition, { StringEquals: { "aws:SourceAccount": "111122223333" } });
  });
});

describe("the network of production, asked for otherwise,", () => {
  it("has a NAT gateway in each zone, and no zone needs another's", async () => {
    const blog = await otherwise();
    assert.deepEqual(
      blog.all(NAT_GATEWAY).map(({ name, inputs }) => `${name} ${inputs.subnetId} ${inputs.allocationId}`),
      ["a", "b"].map((zone) => `blog-prod-${zone} blog-prod-public-${zone}-id blog-prod-${zone}-id`),
    );
  });

  it("takes the first two zones by name, and leaves the addresses of a third one free", async () => {
    assert.deepEqual(subnetsOf(await otherwise()), [
      "blog-prod-public-a eu-central-1a 10.30.12.0/24 0.0.0.0/0 blog-prod-id",
      "blog-prod-public-b eu-central-1b 10.30.13.0/24 0.0.0.0/0 blog-prod-id",
      "blog-prod-private-a eu-central-1a 10.30.0.0/22 0.0.0.0/0 blog-prod-a-id",
      "blog-prod-private-b eu-central-1b 10.30.4.0/22 0.0.0.0/0 blog-prod-b-id",
    ]);
  });

  it("logs no connections", async () => {
    const blog = await otherwise();
    assert.deepEqual(names(blog.all(FLOW_LOG)), []);
    assert.deepEqual(names(blog.all(LOG_GROUP)), ["blog-prod"]);
  });

  it("logs all connections", async () => {
    const blog = await deployed({ "blog:aws": { network: { flowLogs: "all" } } });
    assert.equal(blog.one(FLOW_LOG, "blog-prod").inputs.trafficType, "ALL");
  });
});
