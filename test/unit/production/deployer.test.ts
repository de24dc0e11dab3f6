import assert from "node:assert/strict";
import program = require("../../../index");
import { signedInAs, Undo } from "../awsCommand";
import { ACCOUNT } from "../awsStubs";
import { below } from "../configRig";
import { deploy } from "../harness";
import { changed, DOMAIN_AND_GITHUB, production } from "../stacks";
import { ADA, DEPLOYER, listened } from "./deployed";
import { refusal } from "./refusal";

const good = changed(
  production(DOMAIN_AND_GITHUB),
  below(production(DOMAIN_AND_GITHUB), "blog:aws")({ admins: [DEPLOYER, ADA] }),
);
const session = (role: string) => `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/me`;

/** Somebody of the right account whom the cluster will not let in. */
const STRANGER = session("guest");
const COMPLAINT = `The credentials are those of ${STRANGER}, whom the cluster will not let in: add the ARN of that role or user to blog:aws.admins, or sign in as one of ${DEPLOYER}, ${ADA}, arn:aws:iam::${ACCOUNT}:role/blog-prod-deploy`;

describe("whoever brings production up", () => {
  let undo: Undo;
  afterEach(() => undo());

  it("is refused if the cluster would not let them in", async () => {
    undo = signedInAs(STRANGER);
    const { sentence, declared } = await refusal(good);
    assert.equal(sentence, `${COMPLAINT}.`);
    assert.deepEqual(declared, ["blog:aws:Account aws", "pulumi:providers:aws aws"]);
  });

  it("may look nevertheless, and is warned", async () => {
    undo = signedInAs(STRANGER);
    const { warnings } = await listened(() => deploy(program, { ...good, preview: true }));
    assert.deepEqual(warnings, [`${COMPLAINT}, before you deploy.`]);
  });

  for (const caller of [ADA, session("blog-prod-deploy")]) {
    it(`may be ${caller}`, async () => {
      undo = signedInAs(caller);
      assert.deepEqual((await listened(() => deploy(program, good))).warnings, []);
    });
  }

  for (const caller of [
    `arn:aws:iam::${ACCOUNT}:root`,
    `arn:aws:iam::${ACCOUNT}:user/deployer`,
    session("ada"),
  ]) {
    it(`may not be ${caller}`, async () => {
      undo = signedInAs(caller);
      assert.match((await refusal(good)).sentence, /whom the cluster will not let in/);
    });
  }

  it("may not be a workflow of a stack that has none", async () => {
    undo = signedInAs(session("blog-prod-deploy"));
    assert.match((await refusal(production())).sentence, /whom the cluster will not let in/);
  });
});
