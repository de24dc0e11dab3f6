import assert from "node:assert/strict";
import program = require("../../../index");
import { awsFails, signedIn, signedInAs, Undo, withoutCommands } from "../awsCommand";
import { awsAccount } from "../awsStubs";
import { deploy, Situation } from "../harness";
import { below } from "../configRig";
import { changed, production } from "../stacks";
import { listened } from "./deployed";
import { refusal } from "./refusal";

const good = production();
const aws = (keys: Record<string, unknown>) => changed(good, below(good, "blog:aws")(keys));
const version = (kubernetesVersion: string) => aws({ kubernetesVersion });
const DOMAIN = changed(good, { "blog:proxy": { domain: "blog.example.com" } });

let undo: Undo[] = [];
afterEach(() => {
  for (const one of undo.reverse()) one();
  undo = [];
});

describe("a stack of production is refused before anything is declared", () => {
  const refused = async (situation: Situation, before: Undo) => {
    undo.push(before);
    const { sentence, declared } = await refusal(situation);
    assert.deepEqual(declared, []);
    return sentence;
  };

  it("with a wrong configuration", async () => {
    assert.match(await refused(aws({ admins: [] }), signedIn()), /^blog:aws\.admins must be a list/);
  });

  it("in a region that AWS does not have", async () => {
    assert.match(
      await refused(changed(good, { "aws:region": "eu-middle-1" }), signedIn()),
      /^aws:region is "eu-middle-1", which is no region of AWS: set one such as eu-central-1\.$/,
    );
  });

  it("without the AWS CLI", async () => {
    assert.match(await refused(good, withoutCommands()), /^The AWS CLI is missing/);
  });

  it("without credentials", async () => {
    assert.match(
      await refused(good, awsFails("Unable to locate credentials")),
      /^There are no AWS credentials/,
    );
  });

  it("with another account's credentials", async () => {
    assert.match(
      await refused(good, signedInAs("arn:aws:iam::444455556666:user/me")),
      /^The credentials are those of arn:aws:iam::444455556666:user\/me, but blog:aws\.admins names the account 111122223333: sign in/,
    );
  });
});

describe("a stack of production is refused with nothing of it declared but its provider", () => {
  const refused = async (situation: Situation, account: Parameters<typeof awsAccount>[0]) => {
    undo.push(signedIn(), awsAccount(account));
    const { sentence, declared } = await refusal(situation);
    assert.deepEqual(declared, ["blog:aws:Account aws", "pulumi:providers:aws aws"]);
    return sentence;
  };

  it("in a region with too few zones", async () => {
    assert.match(
      await refused(good, { zones: ["eu-central-1a", "eu-central-1b"] }),
      /^blog:aws\.network\.zones is 3, but eu-central-1 has 2 availability zones: lower it/,
    );
  });

  it("whose domain lies in no zone of the account", async () => {
    assert.match(
      await refused(DOMAIN, { hostedZones: { "example.org": "Z2" } }),
      /^The account has no public Route 53 zone "example\.com" for blog:proxy\.domain: make it, or name/,
    );
  });

  it("with a version that a new cluster does not get", async () => {
    assert.match(
      await refused(version("1.33"), {}),
      /^blog:aws\.kubernetesVersion is "1\.33", which is not in EKS's standard support: choose one of 1\.37, 1\.36\.$/,
    );
  });

  it("with a version that skips one", async () => {
    assert.match(
      await refused(version("1.37"), { clusters: { "blog-prod": "1.35" } }),
      /^blog:aws\.kubernetesVersion is "1\.37", but the cluster runs 1\.35: .* set it to "1\.36" first\.$/,
    );
  });

  it("with a version that is lower than the cluster's", async () => {
    assert.match(
      await refused(version("1.36"), { clusters: { "blog-prod": "1.37" } }),
      /^blog:aws\.kubernetesVersion is "1\.36", but the cluster runs 1\.37: .* set it to "1\.37"\.$/,
    );
  });

  for (const [token, question] of [
    ["aws:index/getPartition:getPartition", "its partition"],
    ["aws:index/getAvailabilityZones:getAvailabilityZones", "the availability zones"],
    ["aws:eks/getClusters:getClusters", "the versions of EKS"],
    ["aws:ecr/getAuthorizationToken:getAuthorizationToken", "the registry's login"],
    ["aws:route53/getZone:getZone", 'the Route 53 zone "example.com"'],
  ]) {
    it(`that AWS does not tell ${question}`, async () => {
      const denied = "AccessDeniedException: User is not authorized";
      const said = `operation error: https response error StatusCode: 403, api error ${denied}`;
      assert.equal(
        await refused(DOMAIN, { failure: [token, said] }),
        `AWS does not tell ${question} ("${denied}"): check the rights of the credentials, and that the region is turned on in the account.`,
      );
    });
  }

  it("that does not reach AWS", async () => {
    const said =
      "operation error EKS: ListClusters, dial tcp: lookup eks.eu-central-1.amazonaws.com: no such host";
    const sentence = await refused(good, { failure: ["aws:eks/getClusters:getClusters", said] });
    assert.ok(sentence.startsWith(`AWS does not tell the versions of EKS ("${said}"): check`), sentence);
  });
});

describe("a stack of production is accepted", () => {
  const accepted = async (
    situation: Situation,
    caller: Undo,
    account: Parameters<typeof awsAccount>[0] = {},
  ) => {
    undo.push(caller, awsAccount(account));
    return listened(() => deploy(program, situation));
  };

  it("with the version that the cluster runs, in standard support or not", async () => {
    await accepted(version("1.33"), signedIn(), { clusters: { "blog-prod": "1.33" } });
  });

  it("with the next version", async () => {
    await accepted(version("1.37"), signedIn(), { clusters: { "blog-prod": "1.36" } });
  });

  it("whatever other clusters of the account run", async () => {
    await accepted(good, signedIn(), { clusters: { other: "1.33" } });
  });
});
