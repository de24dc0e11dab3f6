import assert from "node:assert/strict";
import { Deployed, KUBERNETES_PROVIDER } from "../harness";
import { DOMAIN_AND_GITHUB } from "../stacks";
import { dependenciesOf, deployed } from "./deployed";
import { BUCKET_POLICY, CLUSTER, FLOW_LOG } from "./types";

/** What comes after something is made after it and deleted before it. */
describe("the stack of production", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deployed(DOMAIN_AND_GITHUB);
  });
  const after = (type: string, name: string) => dependenciesOf(blog.one(type, name));

  it("has its network, with all ways out, as long as it has nodes", () => {
    assert.deepEqual(after("blog:aws:Cluster", "blog-prod"), ["blog:aws:Network blog-prod"]);
  });

  it("leaves the cluster its rights and its logs until it is gone", () => {
    assert.deepEqual(after(CLUSTER, "blog-prod"), [
      "aws:cloudwatch/logGroup:LogGroup blog-prod",
      "blog:aws:Role blog-prod-cluster",
      "blog:aws:Role blog-prod-node",
    ]);
  });

  it("lets its administrators into the cluster, and keeps its add-on, as long as there is something in it", () => {
    assert.deepEqual(after(KUBERNETES_PROVIDER, "platform-cluster"), [
      "blog:aws:Access admin-role-deployer",
      "blog:aws:Cluster blog-prod",
    ]);
  });

  it("lets workflows in once the cluster is furnished", () => {
    assert.deepEqual(after("blog:aws:GithubRoles", "github"), ["blog:aws:ClusterDefaults platform"]);
  });

  it("changes the access to its bucket in one way at a time", () => {
    assert.deepEqual(after(BUCKET_POLICY, "blog-prod-backups"), [
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock blog-prod-backups",
    ]);
  });

  it("logs connections with rights that are there", () => {
    assert.deepEqual(after(FLOW_LOG, "blog-prod"), ["blog:aws:Role blog-prod-flow-logs"]);
  });
});
