import assert from "node:assert/strict";
import { Resource } from "../../../policy/resource";
import { isSentence } from "../sentence";
import { production } from "../stacks";
import { ACCESS_CASES } from "./accessCases";
import { add, Break, change, container, pod, security } from "./broken";
import { DATA_CASES } from "./dataCases";
import { POD_CASES } from "./podCases";
import { found, RULE_NAMES, seen } from "./rig";

const CASES = [POD_CASES, ACCESS_CASES, DATA_CASES].flatMap((cases) => Object.entries(cases));

describe("a rule of the policy pack", function () {
  this.timeout(60_000);
  let stack: readonly Resource[];
  before(async () => {
    stack = await seen(production());
    assert.deepEqual(found(stack), []);
  });

  for (const [rule, cases] of CASES) {
    for (const [index, [breaks, ...says]] of cases.entries()) {
      it(`${rule} finds what it is for (${index + 1} of ${cases.length})`, () => {
        const findings = found(breaks(stack));

        assert.deepEqual(new Set(findings.map(([name]) => name)), new Set([rule]));
        assert.equal(findings.length, says.length);
        for (const [at, [, sentence]] of findings.entries()) assert.match(isSentence(sentence), says[at]);
      });
    }
  }

  it("has a case here", () => {
    assert.deepEqual(CASES.map(([rule]) => rule).sort(), [...RULE_NAMES].sort());
  });

  it("lets outgoing traffic, named networks and settings of the pod itself be", () => {
    const harmless: readonly Break[] = [
      add("aws:ec2/securityGroup:SecurityGroup", "out", { egress: [{ cidrBlocks: ["0.0.0.0/0"] }] }),
      add("aws:ec2/securityGroupRule:SecurityGroupRule", "out", {
        type: "egress",
        cidrBlocks: ["0.0.0.0/0"],
      }),
      security({ fromPort: 22, toPort: 22, cidrBlocks: ["10.0.0.0/8"] }),
      change("Cluster", "blog-prod", ({ vpcConfig }) => {
        vpcConfig.endpointPublicAccess = false;
        delete vpcConfig.publicAccessCidrs;
      }),
      container((it) => (it.securityContext.capabilities.add = ["NET_BIND_SERVICE"])),
      pod((spec) => {
        spec.containers[0].securityContext.seccompProfile = spec.securityContext.seccompProfile;
        delete spec.securityContext.seccompProfile;
      }),
    ];
    for (const breaks of harmless) assert.deepEqual(found(breaks(stack)), []);
  });
});
