import assert from "node:assert/strict";
import type { ResourceRecordSet, RRType } from "@aws-sdk/client-route-53";
import { type Clients, clientsOf, refuses } from "./clients";
import { type Aws, startAws } from "./double";

const DOMAIN = "blog.example.com";
/** Where AWS keeps the names of network load balancers of ap-northeast-2. */
const BALANCERS = "ZIBE1TIR4HY56";

describe("names of the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let clients: Clients;
  let zone: string;
  before(async () => {
    aws = await startAws();
    clients = clientsOf(aws);
  });
  beforeEach(async () => {
    await aws.reset();
    const { HostedZone } = await clients.route53.createHostedZone({
      Name: "example.com",
      CallerReference: "a",
    });
    zone = HostedZone!.Id!;
  });
  after(() => aws.stop());

  type Action = "CREATE" | "DELETE" | "UPSERT";
  const change = (...changes: [Action, ResourceRecordSet][]) =>
    clients.route53.changeResourceRecordSets({
      HostedZoneId: zone,
      ChangeBatch: { Changes: changes.map(([Action, set]) => ({ Action, ResourceRecordSet: set })) },
    });
  const record = (Name: string, Type: RRType, Value: string, TTL = 60): ResourceRecordSet => ({
    Name,
    Type,
    TTL,
    ResourceRecords: [{ Value }],
  });
  const alias = (DNSName: string, HostedZoneId = BALANCERS): ResourceRecordSet => ({
    Name: DOMAIN,
    Type: "A",
    AliasTarget: { DNSName, HostedZoneId, EvaluateTargetHealth: true },
  });
  const records = async () => {
    const { ResourceRecordSets } = await clients.route53.listResourceRecordSets({ HostedZoneId: zone });
    return ResourceRecordSets!
      .filter((one) => one.Type !== "NS" && one.Type !== "SOA")
      .map((one) => one.Name);
  };

  it("are made, changed and deleted by the values that they have", async () => {
    await change(["CREATE", record(DOMAIN, "A", "192.0.2.1")]);
    await change(["UPSERT", record(DOMAIN, "A", "192.0.2.2")]);
    const code = "InvalidChangeBatch";
    await refuses(code, /do not match/, change(["DELETE", record(DOMAIN, "A", "192.0.2.1")]));
    await refuses(code, /not found/, change(["DELETE", record(`a.${DOMAIN}`, "A", "192.0.2.2")]));
    assert.deepEqual(await records(), [`${DOMAIN}.`]);

    await change(["DELETE", record(`${DOMAIN.toUpperCase()}.`, "A", "192.0.2.2")]);

    assert.deepEqual(await records(), []);
  });

  const INVALID: [string, RegExp, ResourceRecordSet][] = [
    ["InvalidChangeBatch", /not permitted in zone/, record("blog.example.org", "A", "192.0.2.1")],
    ["InvalidChangeBatch", /not permitted in zone/, record("blog-example.com", "A", "192.0.2.1")],
    ["InvalidChangeBatch", /no valid value/, record(DOMAIN, "A", "somewhere")],
    ["InvalidChangeBatch", /apex/, record("example.com", "CNAME", "example.org")],
    ["InvalidChangeBatch", /conflicts/, record("taken.example.com", "CNAME", "example.org")],
    ["InvalidChangeBatch", /already exists/, record("taken.example.com", "A", "192.0.2.2")],
    ["InvalidInput", /exactly one/, { Name: DOMAIN, Type: "A", TTL: 60 }],
    ["InvalidInput", /exactly one/, { ...record(DOMAIN, "A", "192.0.2.1"), TTL: undefined }],
    ["InvalidChangeBatch", /target zone/, alias("blog-1.elb.ap-northeast-2.amazonaws.com", "Z26RNL4JYFTOTI")],
    ["InvalidChangeBatch", /target zone/, alias("blog-1.elb.us-east-1.amazonaws.com")],
    ["InvalidChangeBatch", /load balancers alone/, alias("example.org")],
  ];
  it("are refused where AWS refuses them, all or none of one request", async () => {
    await change(["CREATE", record("taken.example.com", "A", "192.0.2.1")]);
    for (const [code, message, set] of INVALID) {
      const both = change(["CREATE", record("first.example.com", "A", "192.0.2.1")], ["CREATE", set]);
      await refuses(code, message, both);
    }
    assert.deepEqual(await records(), ["taken.example.com."]);
  });

  it("lead to a network load balancer", async () => {
    await change(["CREATE", alias("blog-1.elb.ap-northeast-2.amazonaws.com")]);

    assert.deepEqual(await records(), [`${DOMAIN}.`]);
  });

  it("are in a zone that is there", async () => {
    zone = "/hostedzone/Z0";

    await refuses("NoSuchHostedZone", /Z0/, change(["CREATE", record(DOMAIN, "A", "192.0.2.1")]));
  });

  it("keep their zone", async () => {
    await change(["CREATE", record(DOMAIN, "A", "192.0.2.1")]);

    await refuses("HostedZoneNotEmpty", /./, clients.route53.deleteHostedZone({ Id: zone }));
  });

  describe("that a certificate is for", () => {
    let arn: string;
    beforeEach(async () => {
      const asked = { DomainName: DOMAIN, ValidationMethod: "DNS" } as const;
      arn = (await clients.acm.requestCertificate(asked)).CertificateArn!;
    });
    const described = async () =>
      (await clients.acm.describeCertificate({ CertificateArn: arn })).Certificate!;
    const proof = async () => (await described()).DomainValidationOptions![0].ResourceRecord!;

    it("are proven by a record, and the certificate is issued then and not before", async () => {
      const { Name, Value } = await proof();
      assert.deepEqual(
        [(await described()).Status, (await described()).IssuedAt],
        ["PENDING_VALIDATION", undefined],
      );
      await change(["CREATE", record(Name!, "CNAME", "something.else.")]);
      assert.equal((await described()).Status, "PENDING_VALIDATION");

      await change(["UPSERT", record(Name!, "CNAME", Value!)]);

      const { Status, IssuedAt, DomainValidationOptions } = await described();
      assert.equal(Status, "ISSUED");
      assert.ok(IssuedAt);
      assert.equal(DomainValidationOptions?.[0]?.ValidationStatus, "SUCCESS");
    });

    it("are not proven by a record that only one network sees", async () => {
      const { Vpc } = await clients.ec2.createVpc({ CidrBlock: "10.0.0.0/16" });
      const { HostedZone } = await clients.route53.createHostedZone({
        Name: "example.com",
        CallerReference: "b",
        HostedZoneConfig: { PrivateZone: true },
        VPC: { VPCId: Vpc!.VpcId, VPCRegion: "ap-northeast-2" },
      });
      zone = HostedZone!.Id!;
      const { Name, Value } = await proof();

      await change(["CREATE", record(Name!, "CNAME", Value!)]);

      assert.equal((await described()).Status, "PENDING_VALIDATION");
    });
  });

  it("of a certificate are names", async () => {
    const request = clients.acm.requestCertificate({ DomainName: "blog_example", ValidationMethod: "DNS" });
    await refuses("ValidationException", /pattern/, request);
    const unknown = clients.acm.describeCertificate({
      CertificateArn:
        "arn:aws:acm:ap-northeast-2:123456789012:certificate/00000000-0000-0000-0000-000000000000",
    });
    await refuses("ResourceNotFoundException", /./, unknown);
  });
});
