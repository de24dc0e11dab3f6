import { certificate } from "./acm/certificate";
import { certificateValidation } from "./acm/certificateValidation";
import { defaultSecurityGroup } from "./ec2/defaultSecurityGroup";
import { eip } from "./ec2/eip";
import { flowLog } from "./ec2/flowLog";
import { internetGateway } from "./ec2/internetGateway";
import { natGateway } from "./ec2/natGateway";
import { route } from "./ec2/route";
import { routeTable } from "./ec2/routeTable";
import { routeTableAssociation } from "./ec2/routeTableAssociation";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { vpcEndpoint } from "./ec2/vpcEndpoint";
import { lifecyclePolicy } from "./ecr/lifecyclePolicy";
import { repository } from "./ecr/repository";
import { accessEntry } from "./eks/accessEntry";
import { accessPolicyAssociation } from "./eks/accessPolicyAssociation";
import { addon } from "./eks/addon";
import { cluster } from "./eks/cluster";
import { podIdentityAssociation } from "./eks/podIdentityAssociation";
import { openIdConnectProvider } from "./iam/openIdConnectProvider";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/rolePolicy";
import { rolePolicyAttachment } from "./iam/rolePolicyAttachment";
import type { Kind } from "./kind/kind";
import { alias } from "./kms/alias";
import { key } from "./kms/key";
import { logGroup } from "./logs/logGroup";
import { record } from "./route53/record";
import { bucket } from "./s3/bucket";
import { bucketEncryption } from "./s3/bucketEncryption";
import { bucketLifecycle } from "./s3/bucketLifecycle";
import { bucketOwnershipControls } from "./s3/bucketOwnershipControls";
import { bucketPolicy } from "./s3/bucketPolicy";
import { bucketPublicAccessBlock } from "./s3/bucketPublicAccessBlock";
import { bucketVersioning } from "./s3/bucketVersioning";

const ALL: readonly Kind[] = [
  ...[vpc, internetGateway, subnet, routeTable, route, routeTableAssociation, eip, natGateway],
  ...[vpcEndpoint, defaultSecurityGroup, flowLog],
  ...[cluster, accessEntry, accessPolicyAssociation, addon, podIdentityAssociation],
  ...[role, rolePolicyAttachment, rolePolicy, openIdConnectProvider],
  ...[key, alias, logGroup, repository, lifecyclePolicy],
  ...[bucket, bucketVersioning, bucketEncryption, bucketPublicAccessBlock, bucketOwnershipControls],
  ...[bucketLifecycle, bucketPolicy, certificate, certificateValidation, record],
];

/** All types of resources that the stand-in has, by their token. */
export const KINDS: ReadonlyMap<string, Kind> = new Map(ALL.map((kind) => [kind.type, kind]));
