import * as aws from "@pulumi/aws";
import * as k8s from "@pulumi/kubernetes";

/** Things that nobody should deploy. */
export const careless = () => {
  buckets();
  cluster();
  rights();
  pods();
  return Promise.resolve({});
};

/** The second is no better but for one thing, which lies in another resource. */
function buckets(): void {
  new aws.s3.Bucket("bare");
  const { id: bucket } = new aws.s3.Bucket("private");
  new aws.s3.BucketPublicAccessBlock("private", {
    bucket,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
}

function cluster(): void {
  const vpc = new aws.ec2.Vpc("flat", { cidrBlock: "10.0.0.0/16" });
  const subnet = new aws.ec2.Subnet("flat", { vpcId: vpc.id, mapPublicIpOnLaunch: true });
  const role = new aws.iam.Role("nodes", { assumeRolePolicy: trust({ AWS: "*" }) });
  new aws.eks.Cluster("open", {
    roleArn: role.arn,
    vpcConfig: { subnetIds: [subnet.id], publicAccessCidrs: ["0.0.0.0/0"] },
    enabledClusterLogTypes: ["api"],
  });
  new aws.cloudwatch.LogGroup("plain", { retentionInDays: 0 });
  new aws.ecr.Repository("moving", { imageTagMutability: "MUTABLE" });
}

function rights(): void {
  new aws.kms.Key("eternal", { policy: allow("kms:*", { AWS: "*" }) });
  const provider = new aws.iam.OpenIdConnectProvider("tokens", {
    url: "https://token.actions.githubusercontent.com",
    clientIdLists: ["sts.amazonaws.com"],
  });
  const role = new aws.iam.Role("anybody", {
    assumeRolePolicy: provider.arn.apply((Federated) => trust({ Federated })),
  });
  new aws.iam.RolePolicy("anybody", { role: role.name, policy: allow("iam:*") });
}

const allow = (Action: string, Principal?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource: "*", Principal }],
  });

const trust = (Principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "sts:AssumeRoleWithWebIdentity" }],
  });

function pods(): void {
  const labels = { app: "shell" };
  new k8s.core.v1.Namespace("shell", { metadata: { name: "shell" } });
  const template = {
    metadata: { labels },
    spec: {
      hostNetwork: true,
      containers: [{ name: "shell", image: "debian:latest", securityContext: { privileged: true } }],
    },
  };
  new k8s.apps.v1.Deployment("shell", {
    metadata: { name: "shell", namespace: "shell" },
    spec: {
      selector: { matchLabels: labels },
      template,
      // The compiler would not let it pass; a chart's template might.
      ...({ replica: 2 } as object),
    },
  });
  new k8s.core.v1.Service("shell", {
    metadata: { name: "shell", namespace: "shell" },
    spec: { selector: { app: "no-such-pod" }, ports: [{ port: 80 }] },
  });
}
