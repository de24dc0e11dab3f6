import assert from "node:assert/strict";
import { Declared, Deployed, names } from "../harness";
import { DOMAIN_AND_GITHUB } from "../stacks";
import { deployed, otherwise, statementsOf } from "./deployed";
import * as types from "./types";

/** What holds data or logs, and how one sees that it is encrypted with a key of the stack. */
const ENCRYPTED: Record<string, (resource: Declared, blog: Deployed) => unknown> = {
  [types.KEY]: ({ inputs }) => inputs.enableKeyRotation,
  [types.LOG_GROUP]: ({ inputs }) => inputs.kmsKeyId,
  [types.CLUSTER]: ({ inputs }) => inputs.encryptionConfig.provider.keyArn,
  [types.REPOSITORY]: ({ inputs }) => inputs.encryptionConfigurations[0].kmsKey,
  [types.BUCKET]: ({ name }, blog) => {
    const [rule] = blog.one(types.BUCKET_ENCRYPTION, name).inputs.rules;
    return rule.applyServerSideEncryptionByDefault.kmsMasterKeyId;
  },
};

/** What has nothing to encrypt. */
const PLAIN = new Set<string>([
  ...[types.VPC, types.SUBNET, types.ROUTE, types.ROUTE_TABLE, types.ROUTE_TABLE_ASSOCIATION],
  ...[types.INTERNET_GATEWAY, types.NAT_GATEWAY, types.ADDRESS, types.VPC_ENDPOINT],
  ...[types.DEFAULT_SECURITY_GROUP, types.FLOW_LOG, types.ADDON, types.ACCESS_ENTRY, types.ACCESS_POLICY],
  ...[types.POD_IDENTITY, types.ROLE, types.ROLE_POLICY, types.ATTACHMENT, types.OIDC_PROVIDER],
  ...[types.LIFECYCLE_POLICY, types.CERTIFICATE, types.CERTIFICATE_VALIDATION, types.RECORD],
]);

/** Actions that know no resource but all; each of them only looks, or lets in. */
const ON_EVERYTHING = [
  "ec2:DescribeAvailabilityZones",
  "ecr:GetAuthorizationToken",
  "eks:DescribeClusterVersions",
  "eks:ListClusters",
  "route53:ListHostedZones",
  "route53:ListHostedZonesByName",
];

const list = <T>(value: T | readonly T[] | undefined): readonly T[] => [value ?? []].flat() as T[];

/** All policy documents of a resource. */
const documentsOf = ({ inputs }: Declared) =>
  Object.values(inputs as Record<string, unknown>).filter(
    (value): value is string => typeof value === "string" && value.includes('"Statement"'),
  );

describe("every resource of AWS in production", () => {
  const stacks: Record<string, () => Promise<Deployed>> = {
    "as committed": () => deployed(),
    "with a domain and workflows": () => deployed(DOMAIN_AND_GITHUB),
    "asked for otherwise": otherwise,
  };
  for (const [title, declare] of Object.entries(stacks)) {
    describe(title, () => {
      let blog: Deployed;
      let ofAws: readonly Declared[];
      before(async () => {
        blog = await declare();
        ofAws = blog.resources.filter(({ type }) => type.startsWith("aws:"));
      });
      const statements = () => ofAws.flatMap(documentsOf).flatMap(statementsOf);

      it("is made by the provider of the stack's account, which tags it", () => {
        assert.ok(ofAws.length > 50);
        for (const { type, name, provider } of ofAws)
          assert.match(provider, /\$pulumi:providers:aws::aws::/, `${type} ${name}`);
        const [{ inputs }, ...others] = blog.all(types.AWS_PROVIDER);
        assert.deepEqual(names(others), []);
        const { tags } = JSON.parse(inputs.defaultTags as string);
        assert.deepEqual(Object.keys(tags), ["project", "stack", "managed-by"]);
        for (const { name, inputs: own } of ofAws)
          assert.deepEqual(
            Object.keys(own.tags ?? {}).filter((key) => key in tags),
            [],
            name,
          );
      });

      it("is encrypted with a key of the stack if it can be", () => {
        for (const resource of ofAws) {
          const { type, name } = resource;
          if (PLAIN.has(type) || (type.startsWith("aws:s3/bucket") && type !== types.BUCKET)) continue;
          assert.ok(ENCRYPTED[type], `${type} is new here: say how one sees that it is encrypted`);
          assert.ok(ENCRYPTED[type](resource, blog), `${type} ${name} is not encrypted`);
        }
      });

      it("has a name of its own, where it has one", () => {
        const named = ofAws.flatMap(({ type, inputs }) =>
          typeof inputs.name === "string" ? [`${type} ${inputs.name} ${inputs.type ?? ""}`] : [],
        );
        assert.ok(named.length > 4);
        assert.deepEqual(named, [...new Set(named)]);
      });

      it("gives rights by the names of actions, on everything only where an action knows nothing narrower", () => {
        const policies = blog
          .all(types.ROLE_POLICY)
          .flatMap(({ inputs }) => statementsOf(inputs.policy as string));
        assert.ok(policies.length > 0);
        for (const statement of policies) {
          const { Effect, Action, Resource, ...others } = statement;
          assert.equal(Effect, "Allow");
          for (const action of list(Action)) assert.match(action, /^[a-z0-9]+:[A-Z][A-Za-z]+$/);
          assert.ok(list(Resource).length > 0);
          if (list(Resource).includes("*")) assert.deepEqual(list(Action), ON_EVERYTHING);
          assert.deepEqual(
            Object.keys(others).filter((key) => key.startsWith("Not")),
            [],
          );
        }
      });

      it("gives roles no policies of AWS but those for nodes and for EKS itself", () => {
        for (const { inputs } of blog.all(types.ATTACHMENT))
          assert.match(
            inputs.policyArn,
            /^arn:aws:iam::aws:policy\/(AmazonEKS\w+Policy|AmazonEC2ContainerRegistryPullOnly)$/,
          );
      });

      it("names those whom it allows something", () => {
        assert.ok(statements().length > 8);
        for (const { Effect, Principal } of statements()) {
          if (Effect === "Deny") continue;
          const everyone = JSON.stringify(Principal ?? {}).includes('"*"');
          assert.ok(!everyone, JSON.stringify(Principal));
        }
      });

      it("is open to all addresses in no way but the ways out", () => {
        const open = ofAws.filter(({ inputs }) => JSON.stringify(inputs).includes("0.0.0.0/0"));
        for (const { type } of open) assert.equal(type, types.ROUTE);
      });
    });
  }
});
