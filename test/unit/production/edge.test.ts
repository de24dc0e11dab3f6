import assert from "node:assert/strict";
import { Deployed, names, NETWORK_POLICY, RELEASE, SERVICE } from "../harness";
import { deployed, otherwise, Told } from "./deployed";
import { sectionOf, settingsOf } from "./edge";
import { CERTIFICATE, RECORD } from "./types";

const PUBLIC = ["10.20.192.0/20", "10.20.208.0/20", "10.20.224.0/20"];
const EXPECT = PUBLIC.map((network) => `tcp-request connection expect-proxy layer4 if { src ${network} }`);

describe("the edge of production", () => {
  let blog: Told;
  before(async () => {
    blog = await deployed();
  });

  it("is a network load balancer that hands on readers' addresses and looks at the proxy's health", () => {
    assert.deepEqual(settingsOf(blog), {
      scheme: "internet-facing",
      "nlb-target-type": "ip",
      "target-group-attributes":
        "proxy_protocol_v2.enabled=true,preserve_client_ip.enabled=false,deregistration_delay.timeout_seconds=120",
      "healthcheck-protocol": "http",
      "healthcheck-port": "8404",
      "healthcheck-path": "/healthz",
      "healthcheck-interval": "10",
      "healthcheck-healthy-threshold": "2",
      "healthcheck-unhealthy-threshold": "2",
      attributes: "load_balancing.cross_zone.enabled=true",
    });
    const { type, loadBalancerClass, ports } = blog.one(SERVICE, "proxy-edge").inputs.spec;
    assert.deepEqual([type, loadBalancerClass], ["LoadBalancer", "eks.amazonaws.com/nlb"]);
    assert.deepEqual(ports, [{ name: "http", port: 80, targetPort: "http" }]);
  });

  it("is believed about readers' addresses from the public subnets alone, on both ports", () => {
    for (const title of ["frontend blog", "frontend internal"]) {
      const expected = sectionOf(blog, title).filter((line) => line.includes("expect-proxy"));
      assert.deepEqual(expected, EXPECT, title);
    }
  });

  it("may look at the proxy's health; else only the cluster may", () => {
    const { ingress } = blog.one(NETWORK_POLICY, "proxy").inputs.spec;
    assert.deepEqual(ingress, [
      { ports: [{ protocol: "TCP", port: 8080 }] },
      {
        from: [{ namespaceSelector: {} }, ...PUBLIC.map((cidr) => ({ ipBlock: { cidr } }))],
        ports: [{ protocol: "TCP", port: 8404 }],
      },
    ]);
  });

  it("gets the time that it needs to see a proxy come and go", () => {
    const { values } = blog.one(RELEASE, "proxy").inputs;
    assert.equal(values.minReadySeconds, 180);
    assert.equal(values.lifecycle.preStop.sleep.seconds, 130);
    assert.equal(values.terminationGracePeriodSeconds, 165);
  });

  it("is waited for in a rollout, the longer the more proxies there are", async () => {
    const secondsOf = (one: Deployed) => [
      one.one(RELEASE, "proxy").inputs.values.replicaCount,
      one.one(RELEASE, "proxy").inputs.timeout,
    ];
    assert.deepEqual(secondsOf(blog), [2, 660]);
    assert.deepEqual(secondsOf(await otherwise()), [4, 1020]);
  });

  it("serves plain HTTP without a domain, and says so once", () => {
    assert.deepEqual(blog.warnings, [
      "Readers reach the blog over plain HTTP, where anyone on the way can read and change it: set blog:proxy.domain to a name in a Route 53 zone of the account.",
    ]);
    assert.equal(blog.outputs.url, "http://edge.example.net");
    assert.deepEqual(names([...blog.all(CERTIFICATE), ...blog.all(RECORD)]), []);
    assert.doesNotMatch(blog.one(RELEASE, "proxy").inputs.values.config, /redirect scheme|Strict-Transport/);
  });
});

describe("names in production", () => {
  it("are looked up at the tenth address of the Services' network, where each node answers", async () => {
    for (const [stack, address] of [
      [await deployed(), "172.20.0.10/32"],
      [await otherwise(), "192.168.7.10/32"],
    ] as const) {
      const lookups = stack
        .all(NETWORK_POLICY)
        .flatMap(({ inputs }) => inputs.spec.egress ?? [])
        .filter(({ ports }: any) => ports.some(({ port }: any) => port === 53));
      assert.equal(lookups.length, 3);
      for (const { to, ports } of lookups) {
        assert.deepEqual(to, [{ ipBlock: { cidr: address } }]);
        assert.deepEqual(
          ports.map(({ protocol }: any) => protocol),
          ["UDP", "TCP"],
        );
      }
    }
  });
});
