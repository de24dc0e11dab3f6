import * as aws from "@pulumi/aws";
import { cluster } from "./cluster";
import { certificate, record } from "./edge";
import { vpc } from "./network";
import { provider } from "./provider";
import { bucket, repository } from "./storage";

// Read before and after the cluster is there.
const named = aws.eks.getClusterOutput({ name: cluster.name }, { provider });

/** Every type of resource that the stand-in has, once at least, and every function. */
export = {
  clusters: aws.eks.getClustersOutput({}, { provider }).names,
  endpoint: cluster.endpoint,
  sameEndpoint: named.endpoint,
  authority: cluster.certificateAuthority.data,
  securityGroup: cluster.vpcConfig.clusterSecurityGroupId,
  repository: repository.repositoryUrl,
  registry: aws.ecr.getAuthorizationTokenOutput({}, { provider }).proxyEndpoint,
  bucket: bucket.bucket,
  certificate: certificate.arn,
  fqdn: record.fqdn,
  network: vpc.arn,
};
