import assert from "node:assert/strict";
import { Deployed, IMAGE, names } from "../harness";
import { deployed, otherwise } from "./deployed";
import { LIFECYCLE_POLICY, REPOSITORY } from "./types";

const IMAGES = ["backend", "frontend", "database"];
const HOST = "111122223333.dkr.ecr.eu-central-1.amazonaws.com";

/** How many releases the repositories keep. */
const depthsOf = (blog: Deployed) =>
  blog.all(LIFECYCLE_POLICY).map(({ inputs }) => JSON.parse(inputs.policy).rules[1].selection.countNumber);

describe("the registry of production", () => {
  let blog: Deployed;
  before(async () => {
    blog = await deployed();
  });

  it("keeps each image in a repository whose tags never move, scanned and encrypted", () => {
    assert.deepEqual(
      blog.all(REPOSITORY).map(({ inputs }) => inputs),
      IMAGES.map((image) => ({
        name: `blog-prod/${image}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [
          { encryptionType: "KMS", kmsKey: "arn:aws:kms:eu-central-1:111122223333:key/blog-prod-1234567" },
        ],
        forceDelete: false,
      })),
    );
  });

  it("keeps as many releases as a rollback may go back, and nothing that a push left behind", () => {
    for (const { inputs } of blog.all(LIFECYCLE_POLICY)) {
      const { rules } = JSON.parse(inputs.policy);
      assert.deepEqual(
        rules.map(({ rulePriority, selection, action }: any) => ({ rulePriority, ...selection, ...action })),
        [
          {
            rulePriority: 1,
            tagStatus: "untagged",
            countType: "sinceImagePushed",
            countUnit: "days",
            countNumber: 7,
            type: "expire",
          },
          {
            rulePriority: 2,
            tagStatus: "tagged",
            tagPatternList: ["*"],
            countType: "imageCountMoreThan",
            countNumber: 30,
            type: "expire",
          },
        ],
      );
    }
  });

  it("applies that to each of its repositories, and as far back as the stack says", async () => {
    assert.deepEqual(
      blog.all(LIFECYCLE_POLICY).map(({ inputs }) => inputs.repository),
      IMAGES.map((image) => `blog-prod/${image}`),
    );
    assert.deepEqual(depthsOf(await otherwise()), [5, 5, 5]);
  });

  it("is where images are pushed to, with a login that is secret wherever it is", () => {
    assert.deepEqual(
      names(blog.all(IMAGE)).map((name) => name.split("-")[0]),
      [...IMAGES].sort(),
    );
    for (const { name, inputs, secrets } of blog.all(IMAGE)) {
      assert.equal(inputs.imageName, `${HOST}/blog-prod/${name.replace("-", ":")}`);
      assert.deepEqual(inputs.registry, { server: HOST, username: "AWS", password: "token-of-the-registry" });
      assert.deepEqual(secrets, ["registry"]);
    }
    const elsewhere = blog.resources.filter(
      ({ type, inputs }) => type !== IMAGE && JSON.stringify(inputs).includes("token-of-the-registry"),
    );
    assert.deepEqual(names(elsewhere), []);
    assert.doesNotMatch(JSON.stringify(blog.outputs), /token-of-the-registry/);
  });
});
