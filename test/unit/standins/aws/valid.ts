import type { Properties } from "../../../standins/protocol/value";

/** Text of a policy with one statement. */
export const policyOf = (statement: object, more: object = {}): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement], ...more });

export const TRUST = policyOf({
  Effect: "Allow",
  Principal: { Service: "eks.amazonaws.com" },
  Action: "sts:AssumeRole",
});
export const READ = policyOf({ Effect: "Allow", Action: ["s3:GetObject"], Resource: "*" });

/** Right arguments of some types, by token. */
export const VALID: Record<string, Properties> = {
  "aws:ec2/vpc:Vpc": { cidrBlock: "10.20.0.0/16" },
  "aws:ec2/subnet:Subnet": { vpcId: "vpc-1", cidrBlock: "10.20.0.0/24" },
  "aws:ec2/natGateway:NatGateway": { subnetId: "subnet-1", allocationId: "eipalloc-1" },
  "aws:ec2/route:Route": { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
  "aws:ec2/flowLog:FlowLog": { vpcId: "vpc-1", trafficType: "ALL" },
  "aws:eks/cluster:Cluster": {
    name: "blog",
    roleArn: "arn:aws:iam::123456789012:role/cluster",
    version: "1.33",
    computeConfig: { enabled: true, nodePools: ["system"] },
    kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true }, serviceIpv4Cidr: "172.20.0.0/16" },
    storageConfig: { blockStorage: { enabled: true } },
    vpcConfig: { subnetIds: ["subnet-1", "subnet-2"], publicAccessCidrs: ["203.0.113.7/32"] },
  },
  "aws:eks/addon:Addon": { clusterName: "blog", addonName: "metrics-server" },
  "aws:eks/accessEntry:AccessEntry": {
    clusterName: "blog",
    principalArn: "arn:aws:iam::123456789012:role/admin",
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    clusterName: "blog",
    principalArn: "arn:aws:iam::123456789012:role/admin",
    policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
    accessScope: { type: "cluster" },
  },
  "aws:iam/role:Role": { assumeRolePolicy: TRUST },
  "aws:iam/rolePolicy:RolePolicy": { role: "role", policy: READ },
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": {
    url: "https://token.actions.githubusercontent.com",
    clientIdLists: ["sts.amazonaws.com"],
  },
  "aws:kms/key:Key": {},
  "aws:kms/alias:Alias": { name: "alias/blog", targetKeyId: "key" },
  "aws:cloudwatch/logGroup:LogGroup": { name: "/blog" },
  "aws:ecr/repository:Repository": { name: "blog/backend" },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { repository: "blog", policy: '{"rules":[]}' },
  "aws:s3/bucket:Bucket": { bucket: "backups-of-the-blog" },
  "aws:s3/bucketVersioning:BucketVersioning": {
    bucket: "backups",
    versioningConfiguration: { status: "Enabled" },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    bucket: "backups",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    bucket: "backups",
    rules: [{ id: "old", status: "Enabled", expiration: { days: 30 } }],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    bucket: "backups",
    policy: policyOf({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" }),
  },
  "aws:acm/certificate:Certificate": { domainName: "blog.example.com", validationMethod: "DNS" },
  "aws:route53/record:Record": {
    zoneId: "Z123",
    name: "blog.example.com",
    type: "CNAME",
    records: ["example.org"],
    ttl: 60,
  },
};
