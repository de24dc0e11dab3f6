import assert from "node:assert/strict";
import { networkPolicySpec, PodRules } from "../../components/networkPolicy";

const pods = { app: "backend" };
const rules: PodRules = { pods, port: 8080, from: [], to: [] };

describe("the NetworkPolicy of a component's pods", () => {
  it("lets nobody in and nothing out when nothing is said", () => {
    const { ingress, egress, policyTypes } = networkPolicySpec(rules);
    assert.deepEqual([ingress, egress, policyTypes], [[], [], ["Ingress", "Egress"]]);
  });

  it("names the namespace of pods that lie in another", () => {
    const { ingress } = networkPolicySpec({
      ...rules,
      from: [{ labels: { app: "proxy" }, namespace: "edge" }],
    });
    assert.deepEqual(ingress, [
      {
        from: [
          {
            podSelector: { matchLabels: { app: "proxy" } },
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "edge" } },
          },
        ],
        ports: [{ protocol: "TCP", port: 8080 }],
      },
    ]);
  });

  it("lets names be looked up as soon as something has to be reached", () => {
    const { egress } = networkPolicySpec({
      ...rules,
      to: [{ to: { labels: { app: "database" } }, port: 3306 }],
    }) as {
      egress: { ports: { port: number }[] }[];
    };
    assert.deepEqual(
      egress.map(({ ports }) => ports.map(({ port }) => port)),
      [[53, 53], [3306]],
    );
  });
});
