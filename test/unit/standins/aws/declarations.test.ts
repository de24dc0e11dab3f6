import assert from "node:assert/strict";
import { FUNCTIONS } from "../../../standins/aws/functions/answer";
import { KINDS } from "../../../standins/aws/kinds";
import type { Property, Schema } from "../../../standins/aws/schema/property";
import { Declarations, type Declared } from "./declarations";

/** Outputs that the stand-in never has; the README says so. */
const ABSENT: Record<string, string[]> = {
  "aws:acm/certificate:Certificate": ["renewalSummaries"],
  "aws:ec2/natGateway:NatGateway": ["regionalNatGatewayAddresses"],
  "aws:ec2/vpcEndpoint:VpcEndpoint": ["dnsEntries"],
  "aws:s3/bucket:Bucket": ["hostedZoneId", "websiteDomain", "websiteEndpoint"],
};
const sdk = new Declarations();
const names = (declared: object) => Object.keys(declared).sort();
const isArgument = ([, { output }]: [string, Property]) => !output;

for (const [type, { schema }] of KINDS) {
  describe(`${type} of the stand-in, beside its declaration in the SDK`, () => {
    it("has its arguments", () => {
      const known = Object.entries(schema)
        .filter(isArgument)
        .map(([name]) => name);
      assert.deepEqual(known.filter((name) => name !== "tagsAll").sort(), names(sdk.arguments(type)));
    });

    it("has its outputs", () => {
      const known = [...Object.keys(schema), ...(ABSENT[type] ?? [])];
      assert.deepEqual(known.sort(), names(sdk.outputs(type)));
    });

    it("requires what it requires", () => {
      const needed = Object.entries(sdk.arguments(type)).filter(([, text]) => !text.includes("undefined"));
      const loose = needed.map(([name]) => name).filter((name) => !schema[name].required);
      assert.deepEqual(loose, []);
    });

    it("has its types, down to the innermost block", () => {
      assert.deepEqual(mismatches(schema, sdk.outputs(type)), []);
    });
  });
}

describe("the functions of the stand-in, beside their declarations in the SDK", () => {
  for (const [token, { schema }] of FUNCTIONS) {
    it(`have the arguments of ${token}`, () => {
      assert.deepEqual(names(schema), names(sdk.ofFunction(token, "Args")));
    });
  }
});

/** Properties whose type is another one than that of the declaration, with both. */
function mismatches(schema: Schema, declared: Declared, path = ""): string[] {
  return Object.entries(schema)
    .filter(([, { kind }]) => kind !== "unsupported")
    .flatMap(([name, property]) => mismatch(property, plain(declared[name] ?? "absent"), `${path}${name}`));
}

function mismatch(property: Property, declared: string, path: string): string[] {
  const problem = [`${path}: ${property.kind}, declared as ${declared}`];
  switch (property.kind) {
    case "text":
      return declared === "string" ? [] : problem;
    case "number":
      return declared === "number" ? [] : problem;
    case "flag":
      return declared === "boolean" ? [] : problem;
    case "map":
      return declared.startsWith("{") ? [] : problem;
    case "list":
    case "set":
      return declared.endsWith("[]") ? mismatch(property.of, declared.slice(0, -2), `${path}[]`) : problem;
    case "block":
      return blockMismatches(property.fields, declared, path);
    default:
      return [];
  }
}

function blockMismatches(fields: Schema, declared: string, path: string): string[] {
  const inside = sdk.block("output", declared);
  const missing = names(inside).filter((name) => !Object.hasOwn(fields, name));
  return [...missing.map((name) => `${path}.${name}: missing`), ...mismatches(fields, inside, `${path}.`)];
}

/** The name of a type without what wraps it. */
function plain(type: string): string {
  return type
    .replace(/^(pulumi\.)?Output<(.*)>$/s, "$2")
    .replace(/ \| undefined/g, "")
    .replace(/outputs\./g, "");
}
