import assert from "node:assert/strict";
import { Inputs, Resource } from "../../../policy/resource";
import { isSentence } from "../sentence";
import { production } from "../stacks";
import { changed, having, unprotected, without } from "./broken";
import { found, RULE_NAMES, seen } from "./rig";

type Break = (stack: readonly Resource[]) => readonly Resource[];

const change =
  (kind: string, name: string, edit: (inputs: Inputs) => void): Break =>
  (stack) =>
    changed(stack, [kind, name], edit);
const pod = (edit: (pod: Inputs) => void) =>
  change("Deployment", "backend", ({ spec }) => edit(spec.template.spec));
const container = (edit: (container: Inputs) => void) => pod(({ containers }) => edit(containers[0]));
const add =
  (type: string, name: string, inputs: Inputs): Break =>
  (stack) =>
    having(stack, type, name, inputs);
const security = (ingress: Inputs) =>
  add("aws:ec2/securityGroup:SecurityGroup", "door", { ingress: [ingress] });

/** What somebody might do to production, and what the pack says of it. */
const CASES: Readonly<Record<string, readonly (readonly [Break, ...says: RegExp[]])[]>> = {
  amd64: [
    [
      change("Image", "backend", ({ build }) => (build.platform = "linux/arm64")),
      /^Image backend\S* is built for linux\/arm64: /,
    ],
    [
      change("Image", "backend", ({ build }) => delete build.platform),
      /platform of the machine that builds it: /,
    ],
    [
      pod((spec) => delete spec.nodeSelector),
      /^Deployment backend lets its pods onto nodes of any processor: /,
    ],
    [pod((spec) => (spec.nodeSelector = { "kubernetes.io/arch": "arm64" })), /onto nodes of arm64: /],
    [
      change("Release", "proxy", ({ values }) => delete values.nodeSelector),
      /^Release proxy lets its pods onto nodes of any/,
    ],
  ],
  "images-by-digest": [
    [
      container((it) => (it.image = "registry/backend:latest")),
      /^Deployment backend runs the image registry\/backend:latest in container backend, /,
    ],
    [
      change(
        "StatefulSet",
        "database",
        ({ spec }) => (spec.template.spec.initContainers[0].image = "mysql:9.7"),
      ),
      /^StatefulSet database runs the image mysql:9\.7 in container first-start, /,
    ],
  ],
  "restricted-pods": [
    [pod((spec) => delete spec.securityContext.runAsNonRoot), /may run container backend as root: /],
    [pod((spec) => (spec.securityContext.runAsUser = 0)), /runs container backend as root: /],
    [
      pod((spec) => delete spec.securityContext.seccompProfile),
      /leaves every system call to container backend: /,
    ],
    [pod((spec) => (spec.hostNetwork = true)), /shares hostNetwork with its node: /],
    [
      container((it) => (it.securityContext.allowPrivilegeEscalation = true)),
      /lets container backend gain rights: /,
    ],
    [
      container((it) => (it.securityContext.capabilities = { add: ["NET_ADMIN"], drop: ["ALL"] })),
      /leaves capabilities to container backend: /,
    ],
    [container((it) => delete it.securityContext.capabilities), /leaves capabilities to container backend: /],
    [container((it) => delete it.securityContext.readOnlyRootFilesystem), /change its own programs: /],
    [container((it) => (it.securityContext.privileged = true)), /gives container backend its node: /],
    [
      change("Release", "proxy", ({ values }) => (values.securityContext.enabled = false)),
      ...[
        /lets container haproxy gain rights/,
        /leaves capabilities to container haproxy/,
        /change its own programs/,
      ],
    ],
    [
      change(
        "Namespace",
        "blog",
        ({ metadata }) => delete metadata.labels["pod-security.kubernetes.io/enforce"],
      ),
      /^Namespace blog admits pods of any kind: /,
    ],
  ],
  "pod-resources": [
    [
      container((it) => delete it.resources.limits),
      /no resources\.limits\.memory for container backend, so a leak /,
    ],
    [
      container((it) => (it.resources.requests = { cpu: "1" })),
      /no resources\.requests\.memory for container backend/,
    ],
    [
      change("Release", "proxy", ({ values }) => delete values.resources.requests.cpu),
      /^Release proxy has no resources\.requests\.cpu/,
    ],
  ],
  "readable-charts": [
    [
      add("kubernetes:helm.sh/v3:Release", "cache", { chart: "redis", values: {} }),
      /^Release cache installs the chart redis, /,
    ],
  ],
  "cluster-endpoint": [
    [
      change(
        "Cluster",
        "blog-prod",
        ({ vpcConfig }) => (vpcConfig.publicAccessCidrs = ["203.0.113.7/32", "0.0.0.0/0"]),
      ),
      /^Cluster blog-prod opens the Kubernetes API to the whole internet: /,
    ],
    // What EKS does with an endpoint that it is told nothing of.
    [
      change("Cluster", "blog-prod", ({ vpcConfig }) => delete vpcConfig.publicAccessCidrs),
      /to the whole internet: /,
    ],
  ],
  "public-services": [
    [
      change("Service", "backend", ({ spec }) => (spec.type = "LoadBalancer")),
      /^Service backend is a LoadBalancer, /,
    ],
    [
      change("Service", "database", ({ spec }) => (spec.type = "NodePort")),
      /^Service database is a NodePort, /,
    ],
    [
      change("Service", "proxy-edge", ({ spec }) => spec.ports.push({ name: "stats", port: 8404 })),
      /^Service proxy-edge opens port 8404 to readers: /,
    ],
    [
      change("Service", "backend", ({ spec }) => (spec.externalIPs = ["198.51.100.1"])),
      /addresses outside of the cluster: /,
    ],
    [
      add("kubernetes:networking.k8s.io/v1:Ingress", "side-door", {}),
      /^Ingress side-door is a way into the cluster /,
    ],
  ],
  "private-buckets": [
    [
      change("BucketPublicAccessBlock", "blog-prod-backups", (block) => {
        block.blockPublicPolicy = false;
        delete block.ignorePublicAcls;
      }),
      /: set blockPublicPolicy, ignorePublicAcls to true\.$/,
    ],
    [
      add("aws:s3/bucketAcl:BucketAcl", "open", { acl: "public-read" }),
      /^BucketAcl open has the access list "public-read", /,
    ],
  ],
  "guarded-buckets": [
    [
      (stack) => without(stack, "BucketPublicAccessBlock", "blog-prod-backups"),
      /^Bucket blog-prod-backups has nothing that keeps it /,
    ],
    [
      (stack) => without(stack, "BucketServerSideEncryptionConfiguration", "blog-prod-backups"),
      /^Bucket blog-prod-backups is not encrypted with a key of the stack: /,
    ],
  ],
  "security-groups": [
    [
      security({ fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }),
      /^SecurityGroup door lets the whole internet in to port 22: /,
    ],
    [security({ fromPort: 0, toPort: 65535, ipv6CidrBlocks: ["::/0"] }), /in to ports 0 to 65535: /],
    [
      add("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "door", {
        cidrIpv4: "0.0.0.0/0",
        ipProtocol: "-1",
      }),
      /^SecurityGroupIngressRule door lets the whole internet in to all ports: /,
    ],
    [
      add("aws:ec2/securityGroupRule:SecurityGroupRule", "door", {
        type: "ingress",
        fromPort: 3306,
        toPort: 3306,
        cidrBlocks: ["0.0.0.0/0"],
      }),
      /in to port 3306: /,
    ],
  ],
  encryption: [
    [
      change("Repository", "backend", (it) => (it.encryptionConfigurations = [{ encryptionType: "AES256" }])),
      /^Repository backend does not encrypt its images /,
    ],
    [
      change("Cluster", "blog-prod", (it) => delete it.encryptionConfig),
      /^Cluster blog-prod keeps Secrets without a key /,
    ],
    [
      change("LogGroup", "blog-prod", (it) => delete it.kmsKeyId),
      /^LogGroup blog-prod keeps its logs without a key /,
    ],
    [
      change("StorageClass", "platform-storage", ({ parameters }) => delete parameters.encrypted),
      /^StorageClass platform-storage makes volumes that are not encrypted: /,
    ],
    [change("Key", "blog-prod", (it) => (it.enableKeyRotation = false)), /^Key blog-prod is never replaced /],
    [
      change(
        "BucketServerSideEncryptionConfiguration",
        "blog-prod-backups",
        ({ rules }) => (rules[0].applyServerSideEncryptionByDefault = { sseAlgorithm: "AES256" }),
      ),
      /encrypts without a key of the stack: /,
    ],
  ],
  "protected-data": [
    [
      (stack) => unprotected(stack, "PersistentVolumeClaim", "database"),
      /^PersistentVolumeClaim database could be deleted by an update, /,
    ],
    [
      (stack) => unprotected(stack, "RandomPassword", "database-root"),
      /^RandomPassword database-root could be deleted /,
    ],
    [
      (stack) => unprotected(stack, "Bucket", "blog-prod-backups"),
      /^Bucket blog-prod-backups could be deleted /,
    ],
    [
      change("StorageClass", "platform-storage", (it) => (it.reclaimPolicy = "Delete")),
      /deletes a volume with its claim: /,
    ],
    [
      change("Key", "blog-prod-backups", (it) => (it.deletionWindowInDays = 7)),
      /: set deletionWindowInDays to 30\.$/,
    ],
    [
      change("Cluster", "blog-prod", (it) => (it.deletionProtection = false)),
      /can be deleted by one call to AWS: /,
    ],
    [
      change("Bucket", "blog-prod-backups", (it) => (it.forceDestroy = true)),
      /is deleted with all that is in it: /,
    ],
    [change("Repository", "database", (it) => (it.forceDelete = true)), /is deleted with the images in it: /],
  ],
};

describe("a rule of the policy pack", function () {
  this.timeout(60_000);
  let stack: readonly Resource[];
  before(async () => {
    stack = await seen(production());
    assert.deepEqual(found(stack), []);
  });

  for (const [rule, cases] of Object.entries(CASES)) {
    for (const [index, [breaks, ...says]] of cases.entries()) {
      it(`${rule} finds what it is for (${index + 1} of ${cases.length})`, () => {
        const findings = found(breaks(stack));

        assert.deepEqual(new Set(findings.map(([name]) => name)), new Set([rule]));
        assert.equal(findings.length, says.length);
        for (const [at, [, sentence]] of findings.entries()) assert.match(isSentence(sentence), says[at]);
      });
    }
  }

  it("has a case here", () => {
    assert.deepEqual(Object.keys(CASES).sort(), [...RULE_NAMES].sort());
  });

  it("lets outgoing traffic, named networks and settings of the pod itself be", () => {
    const harmless: readonly Break[] = [
      add("aws:ec2/securityGroup:SecurityGroup", "out", { egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }),
      add("aws:ec2/securityGroupRule:SecurityGroupRule", "out", {
        type: "egress",
        cidrBlocks: ["0.0.0.0/0"],
      }),
      security({ fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }),
      change("Cluster", "blog-prod", ({ vpcConfig }) => {
        vpcConfig.endpointPublicAccess = false;
        delete vpcConfig.publicAccessCidrs;
      }),
      container((it) => (it.securityContext.capabilities.add = ["NET_BIND_SERVICE"])),
      pod((spec) => {
        spec.containers[0].securityContext.seccompProfile = spec.securityContext.seccompProfile;
        delete spec.securityContext.seccompProfile;
      }),
    ];
    for (const breaks of harmless) assert.deepEqual(found(breaks(stack)), []);
  });
});
