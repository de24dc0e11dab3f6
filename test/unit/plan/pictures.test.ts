import assert from "node:assert/strict";
import { connectionsOf } from "../../../commands/plan/pictures/connections";
import { networkDot } from "../../../commands/plan/pictures/network";
import { PALETTE } from "../../../commands/plan/pictures/palette";
import { picturesOf } from "../../../commands/plan/pictures/pictures";
import { routesIn } from "../../../commands/plan/pictures/routes";
import { Plan } from "../../../commands/plan/plan";
import { workloadsOf } from "../../../commands/plan/workloads";
import { planned } from "./folder";

const wordsIn = (svg: string) =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) =>
    text.replace(/&#45;|&#160;/g, (code) => (code === "&#45;" ? "-" : " ")),
  );

describe("the pictures of a plan", () => {
  let prod: Plan;
  let pictures: Map<string, string>;
  before(async () => {
    prod = await planned("prod");
    pictures = new Map(await picturesOf(prod));
  });

  it("show the way of a request with replicas, ports and namespaces", () => {
    const words = wordsIn(pictures.get("topology.svg") ?? "").join("\n");
    for (const word of [
      "Network load balancer :80",
      "namespace blog-proxy",
      "2 pods, port 8080, 8443, 8404",
      "/api",
      "everything else",
      "2 to 10 pods, port 3000",
      "1 pod, port 3306",
      "20Gi, gp3-retained",
    ]) {
      assert.ok(words.includes(word), `${word} is missing in:\n${words}`);
    }
  });

  it("show what lies where in AWS", () => {
    const words = wordsIn(pictures.get("network.svg") ?? "");
    const count = (text: string) => words.filter((one) => one === text).length;
    assert.deepEqual(
      [
        "Public subnet",
        "Private subnet",
        "NAT gateway with an address",
        "3 repositories of images (ECR)",
      ].map(count),
      [3, 3, 1, 1],
    );
  });

  it("show the node port of a stack on a cluster, and no network", async () => {
    const local = await planned("local");
    assert.equal(networkDot(local), undefined);
    const [[name, svg], ...others] = await picturesOf(local);
    assert.deepEqual([name, others], ["topology.svg", []]);
    assert.ok(wordsIn(svg).includes("Node port :30080"));
  });

  it("have a dark colour for each light one that is drawn with", () => {
    for (const [name, svg] of pictures) {
      const drawn = [
        ...svg.replace(/<style>.*?<\/style>/s, "").matchAll(/(fill|stroke)="(#[0-9a-f]+)"[^>]*/g),
      ];
      assert.ok(drawn.length > 10);
      for (const [tag, property, colour] of drawn) {
        const [known] = Object.entries(PALETTE).find(([, [light]]) => light === colour) ?? [];
        assert.ok(known !== undefined && tag.includes(`${property[0]}-${known}`), `${name}: ${tag}`);
      }
      assert.match(svg, /@media \(prefers-color-scheme:dark\)\{\.f-page\{fill:#0d1117\}/);
    }
  });

  it("draw the connections that the policies let through", () => {
    const connections = connectionsOf(prod, workloadsOf(prod)).map(
      ({ from, to, port }) => `${from.name} ${to.name}:${port}`,
    );
    assert.deepEqual(connections.sort(), [
      "backend database:3306",
      "backend frontend:3000",
      "frontend backend:8080",
      "haproxy backend:8080",
      "haproxy frontend:3000",
    ]);
  });

  it("find the paths of the routes in HAProxy's configuration", () => {
    const config =
      "frontend site\n  use_backend backend if { path /api } or { path_beg /api/ }\n  default_backend frontend\n";
    assert.deepEqual(
      [...routesIn(config)],
      [
        ["backend", "/api"],
        ["frontend", "everything else"],
      ],
    );
  });
});
