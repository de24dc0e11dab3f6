import { REGION, TAGS } from "../kind/kind";
import { arn } from "../rules/arn";
import { ipv4NetworkOf, network, privateNetwork } from "../rules/network";
import { all, oneOf, pattern } from "../rules/rule";
import { block, flag, list, outputs, type Schema, set, text, unsupported } from "../schema/property";

export const clusterName = pattern(
  /^[0-9A-Za-z][\w-]{0,99}$/,
  "1 to 100 letters, digits, - and _, the first one a letter or digit",
);

const LOG_TYPES = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** Settings of EKS Auto Mode, to be switched on or off together. */
const AUTO_MODE: Schema = {
  computeConfig: block(
    {
      enabled: flag({ computed: true }),
      nodePools: set(text({ rule: oneOf("general-purpose", "system") })),
      nodeRoleArn: text({ rule: arn }),
    },
    { computed: true },
  ),
  kubernetesNetworkConfig: block(
    {
      elasticLoadBalancing: block({ enabled: flag() }, { computed: true }),
      ipFamily: text({ computed: true, replaces: true, rule: oneOf("ipv4", "ipv6") }),
      serviceIpv4Cidr: text({
        computed: true,
        replaces: true,
        rule: all(ipv4NetworkOf(12, 24), privateNetwork),
      }),
      serviceIpv6Cidr: text({ output: true }),
    },
    { computed: true },
  ),
  storageConfig: block({ blockStorage: block({ enabled: flag() }, { computed: true }) }, { computed: true }),
};

export const CLUSTER_SCHEMA: Schema = {
  ...AUTO_MODE,
  accessConfig: block(
    {
      authenticationMode: text({ computed: true, rule: oneOf("API", "API_AND_CONFIG_MAP", "CONFIG_MAP") }),
      bootstrapClusterCreatorAdminPermissions: flag({ fallback: true, replaces: true }),
    },
    { computed: true },
  ),
  bootstrapSelfManagedAddons: flag({ fallback: true, replaces: true }),
  controlPlaneScalingConfig: block(
    {
      tier: text({ computed: true, rule: oneOf("standard", "tier-xl", "tier-2xl", "tier-4xl", "tier-8xl") }),
    },
    { computed: true },
  ),
  deletionProtection: flag({ computed: true }),
  enabledClusterLogTypes: set(text({ rule: oneOf(...LOG_TYPES) })),
  encryptionConfig: block({
    provider: block({ keyArn: text({ required: true, rule: arn }) }, { required: true }),
    resources: set(text({ rule: oneOf("secrets") }), { required: true }),
  }),
  forceUpdateVersion: flag(),
  name: text({ computed: true, replaces: true, rule: clusterName }),
  roleArn: text({ required: true, replaces: true, rule: arn }),
  upgradePolicy: block(
    { supportType: text({ computed: true, rule: oneOf("STANDARD", "EXTENDED") }) },
    { computed: true },
  ),
  version: text({ computed: true, rule: pattern(/^\d+\.\d+$/, 'a Kubernetes version like "1.33"') }),
  vpcConfig: block(
    {
      clusterSecurityGroupId: text({ output: true }),
      endpointPrivateAccess: flag({ fallback: false }),
      endpointPublicAccess: flag({ fallback: true }),
      publicAccessCidrs: set(text({ rule: network }), { computed: true }),
      securityGroupIds: set(text()),
      subnetIds: set(text(), { required: true, atLeast: 1 }),
      vpcId: text({ output: true }),
      ...unsupported("controlPlaneEgressMode"),
    },
    { required: true },
  ),
  zonalShiftConfig: block({ enabled: flag() }),
  ...REGION,
  ...TAGS,
  ...outputs("arn", "clusterId", "createdAt", "endpoint", "platformVersion", "status"),
  certificateAuthority: block({ data: text({ output: true }) }, { output: true }),
  identities: list(block({ oidcs: list(block({ issuer: text({ output: true }) })) }), { output: true }),
  ...unsupported("defaultAddonsToRemoves", "kubeApiServerConfig", "kubeControllerManagerConfig"),
  ...unsupported("kubeSchedulerConfig", "outpostConfig", "remoteNetworkConfig"),
};
