import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Access } from "./access";
import { policyDocument, Statement } from "./policy";
import { Role } from "./role";

/** Environment of the repository whose reviewers let a deployment through. */
const ENVIRONMENT = "production";
const ISSUER = "token.actions.githubusercontent.com";

export interface GithubRolesArgs {
  /** Repository whose workflows get the roles, "owner/name". */
  readonly repository: string;
  /** ARN of the account's provider for GitHub's tokens, of which there can be only one. @default it is made */
  readonly oidcProvider?: string;
  /** Where Pulumi keeps the stack's state, and the key of its secrets. */
  readonly state: { readonly bucket: string; readonly key: string };
  readonly account: string;
  readonly region: string;
  /** For example "aws", "aws-cn". */
  readonly partition: string;
  readonly cluster: { readonly name: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  readonly registry: { readonly repositoryArns: readonly pulumi.Output<string>[] };
}

/** Names of the two roles, which workflows are told and the stack itself must know. */
export const githubRoleNames = (cluster: string) => ({
  preview: `${cluster}-preview`,
  deploy: `${cluster}-deploy`,
});

/** What GitHub's workflows may do, without a key that could be stolen: pull requests look, approved runs deploy. */
export class GithubRoles extends pulumi.ComponentResource {
  readonly previewRoleArn: pulumi.Output<string>;
  readonly deployRoleArn: pulumi.Output<string>;

  constructor(
    name: string,
    clusterName: string,
    args: GithubRolesArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("blog:aws:GithubRoles", name, {}, opts);
    const child = { parent: this };
    const { cluster, partition } = args;

    const provider =
      args.oidcProvider ??
      new aws.iam.OpenIdConnectProvider(
        name,
        { url: `https://${ISSUER}`, clientIdLists: ["sts.amazonaws.com"] },
        child,
      ).arn;
    const trust = (context: string) =>
      policyDocument({
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { [`${ISSUER}:aud`]: "sts.amazonaws.com" },
          StringLike: { [`${ISSUER}:sub`]: subjects(args.repository, context) },
        },
      });

    const names = githubRoleNames(clusterName);
    const preview = new Role(
      names.preview,
      { name: names.preview, trust: trust("pull_request"), statements: rightsToLook(args) },
      child,
    );
    const deploy = new Role(
      names.deploy,
      {
        name: names.deploy,
        trust: trust(`environment:${ENVIRONMENT}`),
        statements: [...rightsToLook(args), ...rightsToRelease(args)],
      },
      child,
    );
    new Access(
      `${name}-preview`,
      { cluster: cluster.name, principal: preview.arn, policy: "AmazonEKSViewPolicy", partition },
      child,
    );
    new Access(
      `${name}-deploy`,
      { cluster: cluster.name, principal: deploy.arn, policy: "AmazonEKSClusterAdminPolicy", partition },
      child,
    );

    this.previewRoleArn = preview.arn;
    this.deployRoleArn = deploy.arn;
    this.registerOutputs({ previewRoleArn: preview.arn, deployRoleArn: deploy.arn });
  }
}

/** Repositories made or renamed since July 2026 have numbers in their tokens, older ones only names. */
function subjects(repository: string, context: string): string[] {
  const [owner = "", name = ""] = repository.split("/");
  return [`repo:${owner}/${name}:${context}`, `repo:${owner}@*/${name}@*:${context}`];
}

/** All that a preview asks of AWS. The actions on "*" know no narrower resource. */
function rightsToLook({ cluster, registry, partition, state }: GithubRolesArgs): Statement[] {
  const bucket = `arn:${partition}:s3:::${state.bucket}`;
  return [
    {
      Sid: "SeeWhatIsThere",
      Effect: "Allow",
      Action: [
        "ec2:DescribeAvailabilityZones",
        "ecr:GetAuthorizationToken",
        "eks:DescribeClusterVersions",
        "eks:ListClusters",
        "route53:ListHostedZones",
        "route53:ListHostedZonesByName",
      ],
      Resource: "*",
    },
    {
      Sid: "SeeTheZone",
      Effect: "Allow",
      Action: ["route53:GetHostedZone", "route53:ListTagsForResource"],
      Resource: `arn:${partition}:route53:::hostedzone/*`,
    },
    { Sid: "SeeTheCluster", Effect: "Allow", Action: ["eks:DescribeCluster"], Resource: cluster.arn },
    {
      Sid: "SeeImages",
      Effect: "Allow",
      Action: ["ecr:BatchGetImage", "ecr:DescribeImages", "ecr:GetDownloadUrlForLayer", "ecr:ListImages"],
      Resource: registry.repositoryArns,
    },
    { Sid: "FindTheState", Effect: "Allow", Action: ["s3:ListBucket"], Resource: bucket },
    { Sid: "ReadTheState", Effect: "Allow", Action: ["s3:GetObject"], Resource: `${bucket}/.pulumi/*` },
    { Sid: "ReadTheSecrets", Effect: "Allow", Action: ["kms:Decrypt"], Resource: state.key },
  ];
}

/** What a release changes in AWS: images and the state. Network and cluster are their administrators' to change. */
function rightsToRelease({ registry, partition, state }: GithubRolesArgs): Statement[] {
  return [
    {
      Sid: "PushImages",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:CompleteLayerUpload",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      Resource: registry.repositoryArns,
    },
    {
      Sid: "WriteTheState",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"],
      Resource: `arn:${partition}:s3:::${state.bucket}/.pulumi/*`,
    },
    { Sid: "EncryptTheState", Effect: "Allow", Action: ["kms:GenerateDataKey"], Resource: state.key },
  ];
}
