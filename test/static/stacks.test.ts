import assert from "node:assert/strict";
import { type Examination, examination } from "./examination";
import { CARELESS, STACKS } from "./situations";
import { terraformType } from "./terraform/names";
import { UNJUDGED, WAIVERS } from "./waivers";
import { judge, type Judgement } from "./waiving";

const WAIVERS_FILE = "test/static/waivers.ts";

describe("what the committed stacks would create", function () {
  this.timeout(600_000);
  let examined: Examination;
  let judgement: Judgement;
  before(async () => {
    examined = await examination();
    const ours = examined.findings.filter(({ stack }) => stack !== CARELESS);
    judgement = judge(ours, WAIVERS, WAIVERS_FILE);
  });

  it("follows the rules of checkov, kube-score and Kubernetes' schemas, but where a waiver says why not", () => {
    none(judgement.unwaived);
  });

  it("is waived nothing that is in order", () => {
    none(judgement.stale);
  });

  it("is known to checkov by Terraform's names", () => {
    const judged = new Set(
      [...examined.findings, ...examined.passed].map(({ resource }) => resource.split(" ")[0]),
    );
    const declared = Object.keys(STACKS).flatMap((stack) => examined.stacks.get(stack)?.resources ?? []);
    const types = declared
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ type }) => terraformType(type));
    assert.deepEqual([...new Set(types)].filter((type) => !judged.has(type)).sort(), UNJUDGED);
  });
});

/** Fails with the sentences alone, which a comparison would bury. */
function none(sentences: readonly string[]): void {
  if (sentences.length > 0) assert.fail(sentences.join("\n"));
}
