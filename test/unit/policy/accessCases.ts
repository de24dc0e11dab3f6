import { add, Cases, change, security, without } from "./broken";

/** Cases of the rules on who comes in, and to what. */
export const ACCESS_CASES: Cases = {
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
      without("BucketPublicAccessBlock", "blog-prod-backups"),
      /^Bucket blog-prod-backups has nothing that keeps it /,
    ],
    [
      without("BucketServerSideEncryptionConfiguration", "blog-prod-backups"),
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
};
