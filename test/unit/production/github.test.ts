import assert from "node:assert/strict";
import { names } from "../harness";
import { DOMAIN_AND_GITHUB } from "../stacks";
import { deployed, statementsOf, Told } from "./deployed";
import { ACCESS_ENTRY, ACCESS_POLICY, ATTACHMENT, OIDC_PROVIDER, ROLE, ROLE_POLICY } from "./types";

const ISSUER = "token.actions.githubusercontent.com";
const OWN_PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const REPOSITORIES = ["backend", "frontend", "database"].map(
  (image) => `arn:aws:ecr:eu-central-1:111122223333:repository/blog-prod/${image}`,
);
const STATE_KEY = DOMAIN_AND_GITHUB["blog:aws"].state.key;
const STATE = "arn:aws:s3:::blog-state";

/** What a role may do: the actions on each resource. */
const rightsOf = (blog: Told, role: string) =>
  statementsOf(blog.one(ROLE_POLICY, role).inputs.policy).map(({ Effect, Action, Resource, Condition }) => {
    assert.deepEqual([Effect, Condition], ["Allow", undefined]);
    return [Resource, Action];
  });

const LOOK = [
  [
    "*",
    [
      "ec2:DescribeAvailabilityZones",
      "ecr:GetAuthorizationToken",
      "eks:DescribeClusterVersions",
      "eks:ListClusters",
      "route53:ListHostedZones",
      "route53:ListHostedZonesByName",
    ],
  ],
  ["arn:aws:route53:::hostedzone/*", ["route53:GetHostedZone", "route53:ListTagsForResource"]],
  ["arn:aws:eks:eu-central-1:111122223333:cluster/blog-prod", ["eks:DescribeCluster"]],
  [REPOSITORIES, ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:ListImages"]],
  [STATE, ["s3:ListBucket"]],
  [`${STATE}/.pulumi/*`, ["s3:GetObject"]],
  [STATE_KEY, ["kms:Decrypt"]],
];

const RELEASE = [
  [
    REPOSITORIES,
    [
      "ecr:BatchCheckLayerAvailability",
      "ecr:CompleteLayerUpload",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ],
  ],
  [`${STATE}/.pulumi/*`, ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"]],
  [STATE_KEY, ["kms:GenerateDataKey"]],
];

describe("workflows of the stack's repository", () => {
  let blog: Told;
  before(async () => {
    blog = await deployed(DOMAIN_AND_GITHUB);
  });

  it("show who they are by tokens of GitHub that are made for AWS", () => {
    const { url, clientIdLists } = blog.one(OIDC_PROVIDER, "github").inputs;
    assert.deepEqual([url, clientIdLists], [`https://${ISSUER}`, ["sts.amazonaws.com"]]);
  });

  for (const [role, context] of [
    ["blog-prod-preview", "pull_request"],
    ["blog-prod-deploy", "environment:production"],
  ]) {
    it(`take on the role ${role} in the context ${context} only, by names with numbers or without`, () => {
      assert.deepEqual(statementsOf(blog.one(ROLE, role).inputs.assumeRolePolicy), [
        {
          Effect: "Allow",
          Principal: { Federated: OWN_PROVIDER },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
            StringLike: {
              [`${ISSUER}:sub`]: [`repo:octocat/blog:${context}`, `repo:octocat@*/blog@*:${context}`],
            },
          },
        },
      ]);
      assert.equal(blog.one(ROLE, role).inputs.name, role);
    });
  }

  it("may look at what a preview needs, and change nothing", () => {
    assert.deepEqual(rightsOf(blog, "blog-prod-preview"), LOOK);
  });

  it("may release when they are let through: images and the state, nothing else of AWS", () => {
    assert.deepEqual(rightsOf(blog, "blog-prod-deploy"), [...LOOK, ...RELEASE]);
    const attached = blog.all(ATTACHMENT).filter(({ inputs }) => /preview|deploy/.test(inputs.role));
    assert.deepEqual(names(attached), []);
  });

  it("may look into the cluster, or change what is in it, by their role", () => {
    const accessOf = (name: string) => {
      const { principalArn, policyArn } = blog.one(ACCESS_POLICY, name).inputs;
      assert.equal(blog.one(ACCESS_ENTRY, name).inputs.principalArn, principalArn);
      return [principalArn, policyArn].map((arn: string) => arn.split("/").at(-1));
    };
    assert.deepEqual(accessOf("github-preview"), ["blog-prod-preview", "AmazonEKSViewPolicy"]);
    assert.deepEqual(accessOf("github-deploy"), ["blog-prod-deploy", "AmazonEKSClusterAdminPolicy"]);
  });

  it("are told their roles", () => {
    const { previewRole, deployRole } = blog.outputs;
    assert.deepEqual(
      [previewRole, deployRole],
      ["preview", "deploy"].map((role) => `arn:aws:iam::111122223333:role/blog-prod-${role}`),
    );
  });

  it("use the account's own provider for tokens where it has one", async () => {
    const githubOidcProvider = OWN_PROVIDER;
    const other = await deployed({ "blog:aws": { ...DOMAIN_AND_GITHUB["blog:aws"], githubOidcProvider } });
    assert.deepEqual(names(other.all(OIDC_PROVIDER)), []);
    const [{ Principal }] = statementsOf(other.one(ROLE, "blog-prod-deploy").inputs.assumeRolePolicy);
    assert.deepEqual(Principal, { Federated: githubOidcProvider });
  });

  it("get nothing where no repository is named", async () => {
    const roles = names((await deployed()).all(ROLE));
    assert.deepEqual(
      roles,
      ["backups-writer", "cluster", "flow-logs", "node"].map((role) => `blog-prod-${role}`),
    );
  });
});
