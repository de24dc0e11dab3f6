import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Cost, costOf, dollars, total } from "../../../commands/plan/cost/cost";
import { nodesFor } from "../../../commands/plan/cost/nodes";
import { PRICES } from "../../../commands/plan/cost/prices";
import { costLines } from "../../../commands/plan/cost/table";
import { Plan } from "../../../commands/plan/plan";
import { workloadsOf } from "../../../commands/plan/workloads";
import { ROOT } from "../stacks";
import { Edit, planned } from "./folder";

const DOMAIN: Edit = ["Pulumi.prod.yaml", (text) => text.replace("# domain:", "domain:")];
const edited = (from: string, to: string): Edit => ["Pulumi.prod.yaml", (text) => text.replace(from, to)];

/** The rows of the table of costs in docs/production.md, by the part that each is about. */
function documented(): Map<string, readonly string[]> {
  const page = readFileSync(join(ROOT, "docs", "production.md"), "utf8");
  const [, section = ""] = page.split("\n## Cost\n");
  const rows = section
    .split("\n## ")[0]
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const cells = rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return new Map(cells.map(([part, ...rest]) => [part, rest]));
}

const usd = (cost: Cost, part: RegExp) =>
  [...cost.fixed, ...cost.use].find((one) => part.test(one.part))?.usd ?? 0;

describe("the cost of production", () => {
  const rows = documented();
  let withDomain: Cost;
  before(async () => {
    withDomain = costOf(await planned("prod", DOMAIN));
  });

  it("is, part by part, that of the table in docs/production.md", () => {
    const same: readonly [documented: string, part: RegExp][] = [
      ["EKS control plane", /^EKS/],
      ["nodes, c6a.large with Auto Mode's 12 %", /^nodes for/],
      ["nodes' disks, gp3", /^nodes' disks/],
      ["NAT gateways", /^NAT/],
      ["public addresses", /^public/],
      ["data through NAT", /through NAT/],
      ["load balancer", /^network load balancer/],
      ["database's volume, gp3", /^database/],
      ["KMS keys: state, stack, backups", /^KMS/],
      ["logs written", /^logs written/],
      ["logs kept 90 days", /^logs kept/],
      ["images in ECR", /^images/],
      ["Route 53 zone", /^Route 53/],
    ];
    for (const [part, ours] of same) assert.equal(dollars(usd(withDomain, ours)), rows.get(part)?.[3], part);
  });

  it("sums up to that of the table", () => {
    assert.equal(
      dollars(total(withDomain.fixed) + total(withDomain.use)),
      rows.get("**a month**")?.[3].replaceAll("*", ""),
    );
  });

  it("has the unit prices of the table", () => {
    const inTable = [...rows.values()].flatMap(([price]) => (price.match(/\d+(\.\d+)?/g) ?? []).map(Number));
    for (const [name, { usd: price }] of Object.entries(PRICES)) {
      // The table adds up two for a node; what backups cost stands with their key in the configuration.
      if (name !== "node" && name !== "backups") assert.ok(inTable.includes(price), name);
    }
    assert.ok(inTable.some((one) => inTable.some((other) => Math.abs(one + other - PRICES.node.usd) < 1e-9)));
  });

  it("prints sums that are those of its lines", () => {
    const lines = costLines(withDomain);
    const amounts = lines.map((line) => Number(/ (\d+\.\d\d)( |$)/.exec(line)?.[1] ?? NaN));
    const [fixed, use, month] = ["fixed, a month", "by use", "a month"].map((words) =>
      lines.findIndex((line) => line.startsWith(`  ${words}`)),
    );
    const sum = (from: number, to: number) =>
      dollars(amounts.slice(from, to).reduce((all, one) => all + one, 0));
    assert.equal(sum(0, fixed), dollars(amounts[fixed]));
    assert.equal(sum(fixed + 2, use), dollars(amounts[use]));
    assert.equal(dollars(amounts[fixed] + amounts[use]), dollars(amounts[month]));
  });

  it("follows the configuration", async () => {
    const cost = costOf(
      await planned(
        "prod",
        edited("zones: 3", "zones: 2"),
        edited("storageGiB: 20", "storageGiB: 100"),
        edited("    kubernetesVersion", "    logRetentionDays: 30\n    kubernetesVersion"),
      ),
    );
    assert.equal(dollars(usd(cost, /^public/)), "10.95");
    assert.equal(dollars(usd(cost, /^database/)), "8.00");
    assert.equal(dollars(usd(cost, /^logs kept/)), "0.30");
    assert.equal(usd(cost, /^Route 53/), 0);
  });

  it("is nobody's to know where the cluster is another's", async () => {
    const plan = await planned("local");
    assert.equal(costOf(plan).known, false);
    assert.deepEqual(costLines(costOf(plan)).length, 1);
  });
});

describe("the nodes of production", () => {
  it("are as many as the zones that pods are spread over", async () => {
    assert.equal(nodesFor(await planned("prod")), 2);
  });

  it("are one more with a proxy in each zone", async () => {
    const third = (text: string) => text.replace(/minReplicas: 2\n$/, "minReplicas: 3\n");
    assert.equal(nodesFor(await planned("prod", ["Pulumi.prod.yaml", third])), 3);
  });

  it("are as many as it takes to hold what the fewest pods request", async () => {
    const many = edited("minReplicas: 2", "minReplicas: 10\n    cpu: '1'");
    assert.equal(nodesFor(await planned("prod", many)), 6);
  });

  it("hold the workloads with the fewest and the most pods that they may have", async () => {
    const plan: Plan = await planned("prod");
    assert.deepEqual(
      workloadsOf(plan).map(({ name, min, max, milliCpu, memory }) => [name, min, max, milliCpu, memory]),
      [
        ["database", 1, 1, 250, 1024],
        ["haproxy", 2, 2, 100, 256],
        ["backend", 2, 10, 100, 128],
        ["frontend", 2, 10, 50, 64],
      ],
    );
  });
});
