// What Pulumi starts for "--policy-pack policy". Plain JavaScript: options for Node do not reach a policy pack, so
// TypeScript is taken in from here. The packages are those of the project.
"use strict";
require("tsx/cjs");
const { PolicyPack } = require("@pulumi/policy");
const { pack } = require("./pack.ts");

try {
  new PolicyPack("blog", pack());
} catch (error) {
  // Pulumi would print the stack trace of whatever comes out of here.
  console.error(error.message);
  process.exit(1);
}
