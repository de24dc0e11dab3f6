import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Exemption, exemptionOf, exemptionsIn } from "../../../policy/exemptions";
import { isSentence } from "../sentence";

const BUCKET = {
  type: "aws:s3/bucket:Bucket",
  name: "logs",
  urn: "urn:pulumi:prod::blog::blog:aws:Backups$aws:s3/bucket:Bucket::logs",
};
const ENTRY: Exemption = {
  rule: "encryption",
  stacks: ["prod"],
  resources: ["Bucket logs"],
  reason: "Nothing in it is secret.",
};

describe("an exemption", () => {
  it("is for its rule, its stacks and its resources alone", () => {
    const applies = (changes: Partial<Exemption>, rule = "encryption") =>
      exemptionOf(rule, BUCKET, [{ ...ENTRY, ...changes }]) !== undefined;

    assert.ok(applies({}));
    assert.ok(applies({ stacks: ["*"] }));
    assert.ok(!applies({}, "protected-data"));
    assert.ok(!applies({ stacks: ["local", "production"] }));
    assert.ok(!applies({ resources: ["Bucket", "logs", "Bucket logs-2"] }));
  });
});

describe("a file of exemptions", () => {
  let folder: string;
  const read = (text: string) => {
    const file = join(folder, "exemptions.yaml");
    writeFileSync(file, text);
    return exemptionsIn(file, ["encryption", "amd64"]);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "blog-exemptions-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("may be empty", () => {
    assert.deepEqual(read("# none\n"), []);
    assert.deepEqual(read(JSON.stringify([ENTRY])), [ENTRY]);
  });

  const wrong: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    "without a reason": [
      JSON.stringify([{ ...ENTRY, reason: undefined }]),
      /^Entry 1, reason of .*exemptions\.yaml cannot be taken /,
    ],
    "with a reason that says nothing": [
      JSON.stringify([ENTRY, { ...ENTRY, reason: "because" }]),
      /^Entry 2, reason of .* \("must be a reason of at least 20 characters"\)/,
    ],
    "with a rule that is not there": [
      JSON.stringify([{ ...ENTRY, rule: "encrypt" }]),
      / is for the rule "encrypt", which is not there: name one of encryption, amd64\.$/,
    ],
    "with a key that nobody knows": [JSON.stringify([{ ...ENTRY, stack: "prod" }]), /^Entry 1 of .*"stack"/],
    "that is no list": ["rule: encryption\n", /^The list of /],
    "that is no YAML": ["- [", /^The file .* cannot be read \(.*\): correct it\.$/],
  };
  for (const [what, [text, says]] of Object.entries(wrong)) {
    it(`${what} is refused in one sentence`, () => {
      assert.throws(
        () => read(text),
        (error: Error) => says.test(isSentence(error.message)),
      );
    });
  }
});
