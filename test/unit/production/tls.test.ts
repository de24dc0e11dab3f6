import assert from "node:assert/strict";
import { NETWORK_POLICY, SERVICE } from "../harness";
import { DOMAIN_AND_GITHUB } from "../stacks";
import { deployed, Told } from "./deployed";
import { sectionOf, settingsOf } from "./edge";
import { CERTIFICATE, CERTIFICATE_VALIDATION, RECORD } from "./types";

const ZONE = "Z111111QQQQQQQ";

describe("the stack of production with a domain", () => {
  let blog: Told;
  before(async () => {
    blog = await deployed(DOMAIN_AND_GITHUB);
  });

  it("has a certificate, proven by a record in the domain's zone", () => {
    const { domainName, validationMethod } = blog.one(CERTIFICATE, "certificate").inputs;
    assert.deepEqual([domainName, validationMethod], ["blog.example.com", "DNS"]);
    assert.deepEqual(blog.one(RECORD, "certificate-validation").inputs, {
      zoneId: ZONE,
      name: "_a.example.com.",
      type: "CNAME",
      records: ["_b.example.net."],
      ttl: 300,
      allowOverwrite: true,
    });
    assert.deepEqual(blog.one(CERTIFICATE_VALIDATION, "certificate").inputs.validationRecordFqdns, [
      "_a.example.com.",
    ]);
  });

  it("ends TLS 1.2 and 1.3 at the load balancer with it, once it is issued, and goes on in plain HTTP", () => {
    const { "ssl-cert": certificate, ...settings } = settingsOf(blog);
    assert.equal(
      certificate,
      `${blog.one(CERTIFICATE_VALIDATION, "certificate").inputs.certificateArn} issued`,
    );
    assert.deepEqual(
      ["ssl-ports", "ssl-negotiation-policy", "backend-protocol"].map((name) => settings[name]),
      ["https", "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "tcp"],
    );
    assert.deepEqual(blog.one(SERVICE, "proxy-edge").inputs.spec.ports, [
      { name: "http", port: 80, targetPort: "http" },
      { name: "https", port: 443, targetPort: "https" },
    ]);
    assert.deepEqual(
      blog
        .one(NETWORK_POLICY, "proxy")
        .inputs.spec.ingress[0].ports.map(({ port }: { port: number }) => port),
      [8080, 8443],
    );
  });

  it("sends readers who come without TLS to it, and tells browsers to come back with it for a year", () => {
    const redirect = sectionOf(blog, "frontend redirect");
    assert.ok(redirect.includes("bind :8080"));
    assert.equal(redirect.at(-1), "http-request redirect scheme https code 301");
    const site = sectionOf(blog, "frontend blog");
    assert.ok(site.includes("bind :8443"));
    assert.ok(site.includes("http-after-response set-header Strict-Transport-Security max-age=31536000"));
    assert.ok(site.includes("http-request set-header X-Forwarded-Proto https"));
  });

  it("believes the load balancer on each port that it connects to", () => {
    for (const title of ["frontend redirect", "frontend blog", "frontend internal"]) {
      assert.equal(sectionOf(blog, title).filter((line) => line.includes("expect-proxy")).length, 3, title);
    }
  });

  it("gives the domain to the load balancer", () => {
    assert.deepEqual(blog.one(RECORD, "domain").inputs, {
      zoneId: ZONE,
      name: "blog.example.com",
      type: "A",
      aliases: [{ name: "edge.example.net", zoneId: "Z3F0SRJ5LGBH90", evaluateTargetHealth: true }],
    });
    assert.equal(blog.outputs.url, "https://blog.example.com");
    assert.deepEqual(blog.warnings, []);
  });

  it("finds a domain in the zone that the configuration names", async () => {
    const other = await deployed({
      "blog:aws": { hostedZone: "example.com" },
      "blog:proxy": { domain: "blog.team.example.com" },
    });
    assert.equal(other.one(RECORD, "domain").inputs.zoneId, ZONE);
  });
});
