import assert from "node:assert/strict";
import { ACCOUNT } from "../awsStubs";
import { Deployed, KUBERNETES_PROVIDER, names } from "../harness";
import { ADA, deployed, DEPLOYER, otherwise } from "./deployed";
import { ACCESS_ENTRY, ACCESS_POLICY, AWS_PROVIDER, CLUSTER } from "./types";

const ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

describe("the cluster of production lets in", () => {
  it("its administrators, with all rights, and nobody else", async () => {
    const blog = await otherwise();
    assert.deepEqual(
      blog.all(ACCESS_ENTRY).map(({ inputs }) => inputs),
      [DEPLOYER, ADA].map((principalArn) => ({ clusterName: "blog-prod", principalArn })),
    );
    assert.deepEqual(
      blog.all(ACCESS_POLICY).map(({ inputs }) => inputs),
      [DEPLOYER, ADA].map((principalArn) => ({
        clusterName: "blog-prod",
        principalArn,
        policyArn: ADMIN,
        accessScope: { type: "cluster" },
      })),
    );
    assert.deepEqual(names(blog.all(ACCESS_ENTRY)), ["admin-role-deployer", "admin-user-ada"]);
  });

  const endpointOf = (blog: Deployed) => {
    const { subnetIds, ...endpoint } = blog.one(CLUSTER, "blog-prod").inputs.vpcConfig;
    assert.ok(subnetIds.length > 0);
    return endpoint;
  };

  it("connections from outside only from where the configuration says", async () => {
    const endpoint = endpointOf(await otherwise());
    assert.deepEqual(endpoint, { endpointPrivateAccess: true, endpointPublicAccess: false });
  });

  it("connections from anywhere if that is asked for", async () => {
    const endpoint = endpointOf(await deployed({ "blog:aws": { apiAccess: ["anywhere"] } }));
    assert.deepEqual(endpoint, {
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
    });
  });
});

describe("the login to the cluster", () => {
  const kubeconfigOf = (blog: Deployed) => {
    const { kubeconfig, clusterIdentifier } = blog.one(KUBERNETES_PROVIDER, "platform-cluster").inputs;
    assert.equal(clusterIdentifier, "blog-prod");
    return JSON.parse(kubeconfig as string);
  };
  const login = [
    "eks",
    "get-token",
    "--output",
    "json",
    "--region",
    "eu-central-1",
    "--cluster-name",
    "blog-prod",
  ];

  it("is made by the AWS CLI when it is needed, with nothing secret in the state", async () => {
    const blog = await deployed();
    assert.deepEqual(kubeconfigOf(blog), {
      apiVersion: "v1",
      kind: "Config",
      clusters: [
        {
          name: "eks",
          cluster: { server: "https://eks.example.net", "certificate-authority-data": "Q0E=" },
        },
      ],
      contexts: [{ name: "eks", context: { cluster: "eks", user: "eks" } }],
      "current-context": "eks",
      users: [
        {
          name: "eks",
          user: {
            exec: {
              apiVersion: "client.authentication.k8s.io/v1beta1",
              command: "aws",
              args: login,
              interactiveMode: "Never",
            },
          },
        },
      ],
    });
  });

  it("uses a profile only if the stack names one", async () => {
    const blog = await otherwise();
    assert.deepEqual(kubeconfigOf(blog).users[0].user.exec.args, [...login, "--profile", "prod"]);
    assert.equal(blog.one(AWS_PROVIDER, "aws").inputs.profile, "prod");
  });
});

describe("the account of production", () => {
  it("is the administrators', in the stack's region, and everything in it is tagged", async () => {
    const { inputs } = (await deployed()).one(AWS_PROVIDER, "aws");
    assert.deepEqual([inputs.region, inputs.profile], ["eu-central-1", undefined]);
    assert.deepEqual(JSON.parse(inputs.allowedAccountIds as string), [ACCOUNT]);
    assert.deepEqual(JSON.parse(inputs.defaultTags as string), {
      tags: { project: "blog", stack: "prod", "managed-by": "pulumi" },
    });
  });
});
