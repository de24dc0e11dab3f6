import assert from "node:assert/strict";
import { Candidate, objection, refusal, schemaOfReleases } from "../../../../commands/rollback/checks";
import { isSentence } from "../../sentence";
import { digest, release, tag } from "./deployed";

const range = (min: number, max: number) => ({
  "blog-stack.image": "backend",
  "blog-stack.schema.min": String(min),
  "blog-stack.schema.max": String(max),
});

const image = (labels: Record<string, string> = range(1, 3), platform = "linux/amd64") => ({
  digest: digest("a"),
  platform,
  labels,
});

const candidate = (more: Partial<Candidate> = {}): Candidate => ({
  service: "backend",
  name: `registry.test/backend:${tag("a")}`,
  image: image(),
  ...more,
});

const at = (version: number, asked = true) => ({ version, asked });

describe("an image to go back to", () => {
  const passes: [what: string, candidate: Candidate, schema?: ReturnType<typeof at>][] = [
    ["built by this project, at the schema's end", candidate(), at(3)],
    ["at the schema's beginning", candidate(), at(1)],
    ["released, without labels", candidate({ image: image({}), release: release("backend", "a", 1) }), at(9)],
    ["when nothing is known of the schema", candidate()],
    [
      "a frontend, whatever the schema",
      candidate({ service: "frontend", image: image({ ...range(1, 1), "blog-stack.image": "frontend" }) }),
      at(9),
    ],
  ];
  for (const [what, given, schema] of passes) {
    it(`may run: ${what}`, () => assert.equal(objection(given, schema), undefined));
  }

  const objections: [what: string, candidate: Candidate, schema: ReturnType<typeof at>, said: RegExp][] = [
    [
      "gone",
      candidate({ image: undefined }),
      at(1),
      /^Image registry\.test\/backend:a{12} is not in its registry$/,
    ],
    [
      "for another machine",
      candidate({ image: image(range(1, 3), "linux/arm64") }),
      at(1),
      /is for linux\/arm64 and the nodes are linux\/amd64$/,
    ],
    [
      "somebody else's",
      candidate({ image: image({}) }),
      at(1),
      /neither released .* has no label blog-stack\.image$/,
    ],
    [
      "another service's",
      candidate({ service: "frontend" }),
      at(1),
      /neither released .* as frontend, as it is labelled as backend$/,
    ],
    [
      "too old",
      candidate(),
      at(4),
      /is too old for the database: .* 1 to 3 of the schema, .* database is at 4$/,
    ],
    ["too new", candidate({ image: image(range(2, 3)) }), at(1), /is too new for the database: .* is at 1$/],
    ["too old as far as is known", candidate(), at(4, false), /may be, as nothing answers, at 4$/],
    [
      "released and too old",
      candidate({ image: image({}), release: release("backend", "a", 1, { schema: { min: 1, max: 1 } }) }),
      at(2),
      /works with versions 1 to 1/,
    ],
  ];
  for (const [what, given, schema, said] of objections) {
    it(`must not run: ${what}`, () => assert.match(objection(given, schema) ?? "", said));
  }

  it("is refused in a sentence that names the newest release that would pass", () => {
    const said = isSentence(refusal("Image x is not in its registry", release("backend", "b", 1)));
    assert.match(said, /: the newest release that would pass is b{12}, so give --to b{12}\.$/);
  });

  it("is refused in a sentence that says so where no release would pass", () => {
    assert.match(
      isSentence(refusal("Image x is not in its registry", undefined)),
      /no earlier release would pass/,
    );
  });
});

describe("the schema that releases tell", () => {
  it("is the highest that any backend worked with", () => {
    const releases = [
      release("backend", "c", 3, { schema: { min: 1, max: 2 } }),
      release("backend", "b", 2, { schema: { min: 2, max: 5 } }),
      release("frontend", "a", 1, { schema: { min: 9, max: 9 } }),
    ];
    assert.deepEqual(schemaOfReleases(releases), { version: 5, asked: false });
  });

  it("is none where they say nothing", () => {
    assert.equal(schemaOfReleases([release("backend", "a", 1)]), undefined);
  });
});
