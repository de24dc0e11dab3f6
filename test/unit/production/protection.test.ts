import assert from "node:assert/strict";
import { Deployed, names } from "../harness";
import { deployed, otherwise } from "./deployed";
import { CLUSTER, REPOSITORY } from "./types";

const protectedOf = (blog: Deployed) => names(blog.resources.filter(({ opts }) => opts.protect)).map(String);
const keptOf = (blog: Deployed) =>
  blog.resources.filter(({ type, opts }) => opts.retainOnDelete && type.startsWith("aws:")).length;

describe("what holds data in production", () => {
  it("is protected: keys, cluster, repositories, bucket, and all that the blog protects elsewhere", async () => {
    const blog = await deployed();
    const typesOf = (name: string) =>
      blog.resources
        .filter((one) => one.name === name && one.opts.protect && one.custom)
        .map(({ type }) => type);
    assert.deepEqual(typesOf("blog-prod").sort(), ["aws:eks/cluster:Cluster", "aws:kms/key:Key"]);
    assert.deepEqual(typesOf("blog-prod-backups").sort(), ["aws:kms/key:Key", "aws:s3/bucket:Bucket"]);
    for (const repository of blog.all(REPOSITORY)) {
      assert.equal(repository.opts.protect, true);
      assert.equal(repository.inputs.forceDelete, false);
    }
    assert.deepEqual(
      [...new Set(protectedOf(blog))],
      [
        "backend",
        "blog",
        "blog-prod",
        "blog-prod-backups",
        "database",
        "database-root",
        "database-user",
        "frontend",
      ],
    );
  });

  it("may go with a stack that says so, backups excepted", async () => {
    const blog = await otherwise();
    assert.deepEqual(protectedOf(blog), []);
    assert.equal(blog.one(CLUSTER, "blog-prod").inputs.deletionProtection, false);
    for (const { inputs } of blog.all(REPOSITORY)) assert.equal(inputs.forceDelete, true);
    assert.equal(keptOf(blog), 8);
  });
});
