import { PlannedResource } from "../plan";

/**
 * Inputs of which a change makes another resource, by the end of the type's token, as the documentation of the providers
 * and their source have it. Of a type that is not here nothing is known.
 */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  "ec2/vpc:Vpc": ["cidrBlock", "instanceTenancy"],
  "ec2/subnet:Subnet": ["availabilityZone", "availabilityZoneId", "cidrBlock", "ipv6Native", "vpcId"],
  "ec2/routeTable:RouteTable": ["vpcId"],
  "ec2/route:Route": ["destinationCidrBlock", "routeTableId"],
  "ec2/routeTableAssociation:RouteTableAssociation": ["gatewayId", "subnetId"],
  "ec2/eip:Eip": ["domain", "networkBorderGroup", "publicIpv4Pool"],
  "ec2/natGateway:NatGateway": [
    ...["allocationId", "availabilityMode", "connectivityType", "privateIp", "subnetId"],
  ],
  "ec2/vpcEndpoint:VpcEndpoint": ["serviceName", "vpcEndpointType", "vpcId"],
  "ec2/defaultSecurityGroup:DefaultSecurityGroup": ["vpcId"],
  "ec2/flowLog:FlowLog": [
    ...["eniId", "subnetId", "vpcId", "iamRoleArn", "logDestination", "logDestinationType", "logFormat"],
    ...["maxAggregationInterval", "trafficType"],
  ],
  "eks/cluster:Cluster": [
    ...["kubernetesNetworkConfig.ipFamily", "kubernetesNetworkConfig.serviceIpv4Cidr"],
    ...[
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "name",
      "roleArn",
    ],
  ],
  "eks/accessEntry:AccessEntry": ["clusterName", "principalArn", "type"],
  "eks/accessPolicyAssociation:AccessPolicyAssociation": [
    ...["accessScope", "clusterName", "policyArn", "principalArn"],
  ],
  "eks/addon:Addon": ["addonName", "clusterName", "namespaceConfig.namespace"],
  "eks/podIdentityAssociation:PodIdentityAssociation": ["clusterName", "namespace", "serviceAccount"],
  "iam/role:Role": ["name", "path"],
  "iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn", "role"],
  "iam/rolePolicy:RolePolicy": ["name", "role"],
  "iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
  "kms/key:Key": ["customerMasterKeySpec", "keyUsage", "multiRegion"],
  "cloudwatch/logGroup:LogGroup": ["logGroupClass", "name"],
  "ecr/repository:Repository": ["encryptionConfigurations", "name"],
  "ecr/lifecyclePolicy:LifecyclePolicy": ["policy", "repository"],
  "s3/bucket:Bucket": ["bucket", "objectLockEnabled"],
  "s3/bucketVersioning:BucketVersioning": ["bucket"],
  "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ["bucket"],
  "s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ["bucket"],
  "s3/bucketOwnershipControls:BucketOwnershipControls": ["bucket"],
  "s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ["bucket"],
  "s3/bucketPolicy:BucketPolicy": ["bucket"],
  "acm/certificate:Certificate": [
    ...["domainName", "keyAlgorithm", "options.export", "subjectAlternativeNames", "validationMethod"],
  ],
  "acm/certificateValidation:CertificateValidation": ["certificateArn", "validationRecordFqdns"],
  "route53/record:Record": ["name", "zoneId"],
  "apps/v1:Deployment": ["spec.selector"],
  "apps/v1:StatefulSet": [
    ...["spec.podManagementPolicy", "spec.revisionHistoryLimit", "spec.selector", "spec.serviceName"],
    "spec.volumeClaimTemplates",
  ],
  "core/v1:ConfigMap": ["binaryData", "data"],
  "core/v1:Secret": ["type", "stringData", "data"],
  "core/v1:PersistentVolumeClaim": [
    ...["spec.accessModes", "spec.selector", "spec.storageClassName", "spec.volumeName"],
  ],
  "core/v1:Service": ["spec.clusterIP"],
  "storage.k8s.io/v1:StorageClass": ["parameters", "provisioner"],
  "helm.sh/v3:Release": ["name", "namespace"],
  "pulumi:providers:kubernetes": ["clusterIdentifier"],
};

/** What makes every Kubernetes object another one; a Helm release has no metadata. */
const IDENTITY = ["metadata.name", "metadata.namespace"];

/** Whether it is known that a change at a path of the inputs makes Pulumi replace a resource. */
export function replaces({ type, options }: PlannedResource, path: string): boolean {
  const named = options.replaceOnChanges;
  return [
    ...(INPUTS[type.replace(/^(aws|kubernetes):/, "")] ?? []),
    ...(type.startsWith("kubernetes:") ? IDENTITY : []),
    // Every argument decides a random value.
    ...(type.startsWith("random:") ? [""] : []),
    ...(Array.isArray(named) ? (named as string[]) : []),
  ].some(
    (field) => field === "" || path === field || path.startsWith(`${field}.`) || path.startsWith(`${field}[`),
  );
}

/** Types of which it is known what replaces them. */
export const KNOWN_TYPES: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(INPUTS));
