import assert from "node:assert/strict";
import { type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { trust } from "./policyTexts";

const S3 = `com.amazonaws.${REGION}.s3`;

describe("a network of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  let vpc: string;
  let subnet: string;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(async () => {
    await aws.reset();
    vpc = await makeVpc("10.0.0.0/16");
    subnet = await makeSubnet({});
  });
  after(() => aws.stop());

  const makeVpc = async (CidrBlock: string) => (await clients.ec2.createVpc({ CidrBlock })).Vpc!.VpcId!;
  const makeSubnet = async (change: object) => {
    const asked = { VpcId: vpc, CidrBlock: "10.0.0.0/24", ...change };
    return (await clients.ec2.createSubnet(asked)).Subnet!.SubnetId!;
  };
  const makeTable = async (VpcId = vpc) =>
    (await clients.ec2.createRouteTable({ VpcId })).RouteTable!.RouteTableId!;
  const makeGateway = async () =>
    (await clients.ec2.createInternetGateway({})).InternetGateway!.InternetGatewayId!;
  const attach = (InternetGatewayId: string, VpcId = vpc) =>
    clients.ec2.attachInternetGateway({ InternetGatewayId, VpcId });
  const makeAddress = async () => (await clients.ec2.allocateAddress({ Domain: "vpc" })).AllocationId!;
  const makeNat = async (AllocationId: string) =>
    (await clients.ec2.createNatGateway({ SubnetId: subnet, AllocationId })).NatGateway!.NatGatewayId!;

  it("has ranges that AWS allows", async () => {
    await refuses("InvalidVpc.Range", /./, makeVpc("10.0.0.0/15"));
    await refuses("InvalidVpc.Range", /./, makeVpc("10.0.0.0/29"));
    await refuses("InvalidParameterValue", /host bits/, makeVpc("10.0.0.1/16"));
    await refuses("InvalidSubnet.Range", /./, makeSubnet({ CidrBlock: "10.1.0.0/24" }));
    await refuses("InvalidSubnet.Range", /./, makeSubnet({ CidrBlock: "10.0.1.0/29" }));
    await refuses("InvalidSubnet.Conflict", /./, makeSubnet({ CidrBlock: "10.0.0.128/25" }));
    const zone = makeSubnet({ CidrBlock: "10.0.1.0/24", AvailabilityZone: "us-east-1a" });
    await refuses("InvalidParameterValue", /availabilityZone/, zone);
  });

  it("has tags that AWS allows", async () => {
    const tags = (ResourceType: string, ...keys: string[]) => ({
      CidrBlock: "10.1.0.0/16",
      TagSpecifications: [
        { ResourceType: ResourceType as "vpc", Tags: keys.map((Key) => ({ Key, Value: "" })) },
      ],
    });
    const code = "InvalidParameterValue";
    await refuses(code, /reserved/, clients.ec2.createVpc(tags("vpc", "aws:owner")));
    await refuses(code, /Duplicate/, clients.ec2.createVpc(tags("vpc", "a", "a")));
    await refuses(code, /taggable/, clients.ec2.createVpc(tags("subnet", "a")));
    const Tags = [{ Key: "aws:a", Value: "b" }];
    await refuses(code, /reserved/, clients.ec2.createTags({ Resources: [vpc], Tags }));
    await clients.ec2.createVpc(tags("vpc", "a"));
  });

  it("reaches the internet through one gateway, which stays while an address needs it", async () => {
    const address = await makeAddress();
    await refuses("Gateway.NotAttached", /no Internet gateway/, makeNat(address));
    const gateway = await makeGateway();
    await attach(gateway);
    await refuses("InvalidParameterValue", /already has/, attach(await makeGateway()));
    const nat = await makeNat(address);
    const detach = () => clients.ec2.detachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc });
    await refuses("InvalidIPAddress.InUse", /in use/, clients.ec2.releaseAddress({ AllocationId: address }));
    await refuses("DependencyViolation", /mapped public address/, detach());
    await refuses("DependencyViolation", /./, clients.ec2.deleteSubnet({ SubnetId: subnet }));
    const gone = clients.ec2.deleteInternetGateway({ InternetGatewayId: gateway });
    await refuses("DependencyViolation", /./, gone);

    await clients.ec2.deleteNatGateway({ NatGatewayId: nat });

    await clients.ec2.releaseAddress({ AllocationId: address });
    await detach();
    await clients.ec2.deleteSubnet({ SubnetId: subnet });
  });

  it("has NAT gateways with an address each", async () => {
    await attach(await makeGateway());
    const address = await makeAddress();
    await makeNat(address);
    await refuses("Resource.AlreadyAssociated", /./, makeNat(address));
    const none = clients.ec2.createNatGateway({ SubnetId: subnet });
    await refuses("MissingParameter", /AllocationId/, none);
    const unknown = clients.ec2.deleteNatGateway({ NatGatewayId: "nat-0" });
    await refuses("NatGatewayNotFound", /nat-0/, unknown);
  });

  it("routes to gateways of its own, and to what is there", async () => {
    const table = await makeTable();
    const [own, other] = [await makeGateway(), await makeGateway()];
    await attach(own);
    await attach(other, await makeVpc("10.1.0.0/16"));
    const route = (target: object, DestinationCidrBlock = "0.0.0.0/0") =>
      clients.ec2.createRoute({ RouteTableId: table, DestinationCidrBlock, ...target });
    await refuses("InvalidInternetGatewayID.NotFound", /igw-0/, route({ GatewayId: "igw-0" }));
    await refuses("InvalidNatGatewayID.NotFound", /nat-0/, route({ NatGatewayId: "nat-0" }));
    await refuses("InvalidParameterValue", /different networks/, route({ GatewayId: other }));
    await refuses("InvalidParameterCombination", /one target/, route({}));
    await refuses("InvalidParameterValue", /more specific/, route({ GatewayId: own }, "10.0.1.0/24"));
    await route({ GatewayId: own });
    await refuses("RouteAlreadyExists", /./, route({ GatewayId: own }));
  });

  it("gives each subnet one route table, of the same network", async () => {
    const [table, second] = [await makeTable(), await makeTable()];
    const foreign = await makeTable(await makeVpc("10.1.0.0/16"));
    const associate = (RouteTableId: string) =>
      clients.ec2.associateRouteTable({ RouteTableId, SubnetId: subnet });
    await refuses("InvalidParameterValue", /different networks/, associate(foreign));
    const { AssociationId } = await associate(table);
    await refuses("Resource.AlreadyAssociated", /conflicts/, associate(second));
    const deleted = () => clients.ec2.deleteRouteTable({ RouteTableId: table });
    await refuses("DependencyViolation", /./, deleted());

    await clients.ec2.disassociateRouteTable({ AssociationId });

    await deleted();
  });

  it("has endpoints for services of its region, one per route table", async () => {
    const table = await makeTable();
    const endpoint = (change: object) =>
      clients.ec2.createVpcEndpoint({ VpcId: vpc, ServiceName: S3, RouteTableIds: [table], ...change });
    await refuses("InvalidServiceName", /./, endpoint({ ServiceName: "com.amazonaws.us-east-1.s3" }));
    await refuses("InvalidVpcID.NotFound", /./, endpoint({ VpcId: "vpc-0" }));
    await refuses("InvalidRouteTableID.NotFound", /./, endpoint({ RouteTableIds: ["rtb-0"] }));
    const foreign = await makeTable(await makeVpc("10.1.0.0/16"));
    await refuses("InvalidParameter", /belong/, endpoint({ RouteTableIds: [foreign] }));
    await endpoint({});
    await refuses("RouteAlreadyExists", /./, endpoint({}));
  });

  it("logs its traffic where the service may write", async () => {
    const role = async (RoleName: string, service: string) => {
      const asked = { RoleName, AssumeRolePolicyDocument: trust(service) };
      return (await clients.iam.createRole(asked)).Role!.Arn!;
    };
    const arn = await role("flow", "vpc-flow-logs.amazonaws.com");
    const log = (DeliverLogsPermissionArn: string | undefined, LogGroupName: string) =>
      clients.ec2.createFlowLogs({
        ResourceIds: [vpc],
        ResourceType: "VPC",
        TrafficType: "ALL",
        LogGroupName,
        DeliverLogsPermissionArn,
      });
    await clients.logs.createLogGroup({ logGroupName: "/vpc" });
    await refuses("InvalidParameter", /can't be empty/, log(undefined, "/vpc"));
    await refuses("InvalidParameter", /cannot assume/, log(await role("node", "ec2.amazonaws.com"), "/vpc"));
    await refuses("InvalidParameter", /does not exist/, log(arn, "/other"));
    await log(arn, "/vpc");
  });

  it("is deleted when it is empty, and leaves nothing", async () => {
    const remove = () => clients.ec2.deleteVpc({ VpcId: vpc });
    await refuses("DependencyViolation", /./, remove());
    await clients.ec2.deleteSubnet({ SubnetId: subnet });
    const gateway = await makeGateway();
    await attach(gateway);
    await refuses("DependencyViolation", /igw-/, remove());
    await clients.ec2.detachInternetGateway({ InternetGatewayId: gateway, VpcId: vpc });
    await clients.ec2.deleteInternetGateway({ InternetGatewayId: gateway });
    const asked = { GroupName: "own", Description: "own", VpcId: vpc };
    const { GroupId } = await clients.ec2.createSecurityGroup(asked);
    await refuses("DependencyViolation", /sg-/, remove());
    await clients.ec2.deleteSecurityGroup({ GroupId });

    await remove();

    assert.deepEqual(await aws.everything(), []);
  });

  it("keeps its default security group", async () => {
    const Filters = [{ Name: "vpc-id", Values: [vpc] }];
    const { SecurityGroups } = await clients.ec2.describeSecurityGroups({ Filters });

    const deletion = clients.ec2.deleteSecurityGroup({ GroupId: SecurityGroups![0].GroupId });
    await refuses("CannotDelete", /default/, deletion);
  });
});
