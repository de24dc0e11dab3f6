import assert from "node:assert/strict";
import { type Clients, clientsOf, REGION, refuses } from "./clients";
import { type Aws, startAws } from "./double";
import { policy } from "./policyTexts";
import { asRole, makeRole } from "./roleFixture";

const PLACE = `${REGION}:123456789012`;
const IN_ACCOUNT = "arn:aws:iam::123456789012";

describe("a statement on rights in the AWS double", function () {
  this.timeout(60_000);
  let aws: Aws;
  let operator: Clients;
  before(async () => {
    aws = await startAws();
    operator = clientsOf(aws);
    await makeRole(operator);
  });
  after(() => aws.stop());

  const CONDITIONS: [object, boolean][] = [
    [{ StringEquals: { "aws:RequestedRegion": REGION } }, true],
    [{ StringEquals: { "aws:RequestedRegion": "us-east-1" } }, false],
    [{ StringEqualsIgnoreCase: { "aws:requestedregion": REGION.toUpperCase() } }, true],
    [{ StringNotEquals: { "aws:RequestedRegion": ["us-east-1", "us-west-2"] } }, true],
    [{ StringNotEquals: { "aws:RequestedRegion": ["us-east-1", REGION] } }, false],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/pre*" } }, true],
    [{ ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/pre*" } }, false],
    [{ Bool: { "aws:SecureTransport": true } }, true],
    [{ Null: { "aws:TagKeys": "true" } }, true],
    [{ Null: { "aws:TagKeys": "false" } }, false],
    [{ StringEquals: { "aws:PrincipalTag/team": "a" } }, false],
    [{ StringEqualsIfExists: { "aws:PrincipalTag/team": "a" } }, true],
    [{ StringNotEquals: { "aws:PrincipalTag/team": "a" } }, true],
    [{ "ForAllValues:StringEquals": { "aws:TagKeys": "a" } }, true],
    [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "a" } }, false],
    [{ NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } }, false],
    [
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:RequestedRegion": "us-east-1" } },
      false,
    ],
  ];
  for (const [Condition, allowed] of CONDITIONS) {
    it(`${allowed ? "holds" : "does not hold"} with ${JSON.stringify(Condition)}`, async () => {
      const role = await asRole(aws, operator, [{ Action: "kms:ListKeys", Condition }]);

      if (allowed) await role.kms.listKeys({});
      else await refuses("AccessDeniedException", /kms:ListKeys/, role.kms.listKeys({}));
    });
  }

  /** An action, the resource that it is about, and a request that needs the one on the other. */
  const ABOUT: [string, string, (role: Clients) => Promise<unknown>][] = [
    [
      "acm:DescribeCertificate",
      `arn:aws:acm:${PLACE}:certificate/a`,
      ({ acm }) => acm.describeCertificate({ CertificateArn: `arn:aws:acm:${PLACE}:certificate/a` }),
    ],
    [
      "ecr:ListImages",
      `arn:aws:ecr:${PLACE}:repository/a`,
      ({ ecr }) => ecr.listImages({ repositoryName: "a" }),
    ],
    [
      "eks:DescribeCluster",
      `arn:aws:eks:${PLACE}:cluster/a`,
      ({ eks }) => eks.describeCluster({ name: "a" }),
    ],
    [
      "iam:CreateOpenIDConnectProvider",
      `${IN_ACCOUNT}:oidc-provider/a.example`,
      ({ iam }) => iam.createOpenIDConnectProvider({ Url: "https://a.example", ClientIDList: ["a"] }),
    ],
    [
      "iam:CreatePolicy",
      `${IN_ACCOUNT}:policy/a`,
      ({ iam }) =>
        iam.createPolicy({
          PolicyName: "a",
          PolicyDocument: policy({ Action: "s3:GetObject", Resource: "*" }),
        }),
    ],
    [
      "kms:DescribeKey",
      `arn:aws:kms:${PLACE}:key/a`,
      ({ kms }) => kms.describeKey({ KeyId: `arn:aws:kms:${PLACE}:key/a` }),
    ],
    [
      "logs:PutRetentionPolicy",
      `arn:aws:logs:${PLACE}:log-group:/a:*`,
      ({ logs }) => logs.putRetentionPolicy({ logGroupName: "/a", retentionInDays: 30 }),
    ],
    [
      "logs:ListTagsForResource",
      `arn:aws:logs:${PLACE}:log-group:/a`,
      ({ logs }) => logs.listTagsForResource({ resourceArn: `arn:aws:logs:${PLACE}:log-group:/a` }),
    ],
    ["route53:GetChange", "arn:aws:route53:::change/C0", ({ route53 }) => route53.getChange({ Id: "C0" })],
    [
      "route53:ListResourceRecordSets",
      "arn:aws:route53:::hostedzone/Z0",
      ({ route53 }) => route53.listResourceRecordSets({ HostedZoneId: "Z0" }),
    ],
    [
      "sts:AssumeRole",
      `${IN_ACCOUNT}:role/a`,
      ({ sts }) => sts.assumeRole({ RoleArn: `${IN_ACCOUNT}:role/a`, RoleSessionName: "tests" }),
    ],
  ];
  for (const [action, resource, ask] of ABOUT) {
    it(`is about what AWS says that ${action} is about`, async () => {
      const role = await asRole(aws, operator, [{ Action: action, Resource: `${resource}-2` }]);
      const message = `${action} on resource: ${resource}`;
      await assert.rejects(ask(role), (error: Error) => error.message.endsWith(message), message);

      await asRole(aws, operator, [{ Action: action, Resource: resource }]);

      const refused = await ask(role).then(
        () => "",
        (error: Error) => error.message,
      );
      assert.doesNotMatch(refused, /not authorized to perform: /);
    });
  }
});
