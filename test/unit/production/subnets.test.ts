import assert from "node:assert/strict";
import { addressIn, isAligned, overlap, subnetsOf, within } from "../../../components/platform/aws/subnets";

/** Networks of each size that a stack may have, and what three zones get of them. */
const DIVIDED: readonly [cidr: string, privates: readonly string[], publics: readonly string[]][] = [
  [
    "10.20.0.0/16",
    ["10.20.0.0/18", "10.20.64.0/18", "10.20.128.0/18"],
    ["10.20.192.0/20", "10.20.208.0/20", "10.20.224.0/20"],
  ],
  [
    "192.168.128.0/17",
    ["192.168.128.0/19", "192.168.160.0/19", "192.168.192.0/19"],
    ["192.168.224.0/21", "192.168.232.0/21", "192.168.240.0/21"],
  ],
  [
    "10.0.64.0/18",
    ["10.0.64.0/20", "10.0.80.0/20", "10.0.96.0/20"],
    ["10.0.112.0/22", "10.0.116.0/22", "10.0.120.0/22"],
  ],
  [
    "172.31.224.0/19",
    ["172.31.224.0/21", "172.31.232.0/21", "172.31.240.0/21"],
    ["172.31.248.0/23", "172.31.250.0/23", "172.31.252.0/23"],
  ],
  [
    "10.255.240.0/20",
    ["10.255.240.0/22", "10.255.244.0/22", "10.255.248.0/22"],
    ["10.255.252.0/24", "10.255.253.0/24", "10.255.254.0/24"],
  ],
];

describe("the subnets of a network", () => {
  for (const [cidr, privates, publics] of DIVIDED) {
    it(`${cidr} are as planned for three zones, and the same without the third`, () => {
      const planned = privates.map((network, zone) => ({ private: network, public: publics[zone] }));
      assert.deepEqual(subnetsOf(cidr, 3), planned);
      assert.deepEqual(subnetsOf(cidr, 2), planned.slice(0, 2));
    });

    it(`${cidr} lie in it and share no address`, () => {
      const subnets = subnetsOf(cidr, 3).flatMap((zone) => [zone.private, zone.public]);
      for (const [index, subnet] of subnets.entries()) {
        assert.ok(within(subnet, cidr) && isAligned(subnet), subnet);
        for (const other of subnets.slice(index + 1))
          assert.ok(!overlap(subnet, other), `${subnet} ${other}`);
      }
    });
  }
});

describe("two networks", () => {
  const pairs: [one: string, other: string, overlap: boolean, within: boolean][] = [
    ["10.0.0.0/16", "10.0.0.0/16", true, true],
    ["10.0.5.0/24", "10.0.0.0/16", true, true],
    ["10.0.0.0/16", "10.0.5.0/24", true, false],
    ["10.0.255.0/24", "10.1.0.0/16", false, false],
    ["192.168.0.0/16", "192.0.0.0/8", true, true],
    ["0.0.0.0/0", "255.255.255.255/32", true, false],
  ];
  for (const [one, other, common, inside] of pairs) {
    it(`${one} and ${other} ${common ? "overlap" : "have nothing in common"}`, () => {
      assert.equal(overlap(one, other), common);
      assert.equal(overlap(other, one), common);
      assert.equal(within(one, other), inside);
    });
  }
});

describe("an address of a network", () => {
  it("is counted from its first one", () => {
    assert.equal(addressIn("172.20.0.0/16", 10), "172.20.0.10");
    assert.equal(addressIn("192.168.7.0/24", 10), "192.168.7.10");
  });

  it("is its own only without bits behind the prefix", () => {
    assert.ok(isAligned("10.20.0.0/16"));
    assert.ok(isAligned("203.0.113.7/32"));
    assert.ok(!isAligned("10.20.1.0/16"));
    assert.ok(!isAligned("192.168.128.0/16"));
  });
});
