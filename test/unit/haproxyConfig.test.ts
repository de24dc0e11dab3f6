import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { haproxyConfig } from "../../components/haproxyConfig";
import { HaproxySettings } from "../../components/haproxySettings";
import { Route } from "../../components/haproxyRoutes";
import { describeHaproxy } from "./haproxyRig";

const BACKEND: Route = {
  name: "backend",
  path: "/api",
  dnsName: "backend-headless.blog.svc.cluster.local",
  port: 8080,
  readinessPath: "/readyz",
  errors: "json",
};
const FRONTEND: Route = {
  name: "frontend",
  path: "/",
  dnsName: "frontend-headless.blog.svc.cluster.local",
  port: 3000,
  readinessPath: "/healthz",
  errors: "html",
};
const ROUTES = [BACKEND, FRONTEND];

/** The lines of each section, by its title. */
function sections(
  settings: HaproxySettings = {},
  routes: readonly Route[] = ROUTES,
): Record<string, string[]> {
  const blocks = haproxyConfig(routes, settings).trim().split("\n\n");
  return Object.fromEntries(
    blocks.map((block) => {
      const [title = "", ...lines] = block.split("\n");
      return [title, lines.map((line) => line.trim())];
    }),
  );
}

function has(lines: readonly string[] | undefined, ...wanted: string[]) {
  for (const line of wanted) assert.ok(lines?.includes(line), `no line "${line}" in\n${lines?.join("\n")}`);
}

describe("haproxy.cfg", () => {
  it("sends longer paths first and everything else to the route of /", () => {
    const admin = { ...BACKEND, name: "admin", path: "/api/admin" };
    const { "frontend blog": lines = [] } = sections({}, [FRONTEND, BACKEND, admin]);
    assert.deepEqual(
      lines.filter((line) => line.includes("_backend ")),
      [
        "use_backend admin if { path /api/admin } or { path_beg /api/admin/ }",
        "use_backend backend if { path /api } or { path_beg /api/ }",
        "default_backend frontend",
      ],
    );
  });

  it("finds pods by the headless Service's name and asks each whether it can serve", () => {
    const { "backend backend": lines, "backend frontend": others } = sections();
    has(
      lines,
      "server-template backend- 20 backend-headless.blog.svc.cluster.local:8080",
      "http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host backend",
    );
    has(others, "server-template frontend- 20 frontend-headless.blog.svc.cluster.local:3000");
    has(sections()["resolvers cluster"], "parse-resolv-conf", "hold valid 1s");
  });

  it("repeats on another pod, but after a failed answer only what changes nothing", () => {
    has(
      sections()["backend backend"],
      "option redispatch 1",
      "retries 3",
      "retry-on conn-failure empty-response",
      "http-request disable-l7-retry unless METH_GET",
    );
  });

  it("gives up soon on a pod that does not answer at all", () => {
    has(sections().defaults, "timeout connect 500ms", "timeout server 30s");
    has(
      sections()["backend backend"],
      "default-server check inter 2s fastinter 500ms fall 2 rise 1 tcp-ut 2s init-addr none resolvers cluster resolve-prefer ipv4",
    );
  });

  it("leaves room for probes and metrics above the readers' connections", () => {
    const { global, "frontend blog": blog } = sections({ maxConnections: 500 });
    has(global, "maxconn 600");
    has(blog, "maxconn 500");
  });

  it("limits each client, an IPv6 one by its network", () => {
    const found = sections({ rateLimit: { requests: 7, periodSeconds: 60 } });
    has(
      found["frontend blog"],
      "stick-table type ipv6 size 100k expire 60s store gpc0_rate(60s)",
      "http-request track-sc0 src,ipmask(32,64)",
    );
    for (const name of ["backend backend", "backend frontend"]) {
      has(
        found[name],
        "http-request deny deny_status 429 if { sc_gpc0_rate(0) ge 7 }",
        "http-request sc-inc-gpc0(0)",
      );
    }
  });

  it("keeps metrics and statistics off the readers' port", () => {
    const { "frontend blog": blog = [], "frontend internal": internal } = sections();
    has(internal, "bind :8404", "stats uri /stats", "monitor fail if { stopping }");
    assert.doesNotMatch(blog.join("\n"), /prometheus|stats /);
  });

  it("reads the PROXY protocol from the load balancer's networks alone", () => {
    const lines = sections({ proxyProtocolFrom: ["10.0.0.0/20", "10.0.16.0/20"] })["frontend blog"];
    has(
      lines,
      "tcp-request connection expect-proxy layer4 if { src 10.0.0.0/20 }",
      "tcp-request connection expect-proxy layer4 if { src 10.0.16.0/20 }",
    );
    assert.doesNotMatch(haproxyConfig(ROUTES), /expect-proxy|accept-proxy/);
  });

  it("only redirects on the http port when a load balancer ends TLS", () => {
    const found = sections({ https: { hstsSeconds: 300 } });
    has(found["frontend redirect"], "bind :8080", "http-request redirect scheme https code 301");
    has(found["frontend blog"], "bind :8443", "http-request set-header X-Forwarded-Proto https");
    has(found["frontend blog"], "http-after-response set-header Strict-Transport-Security max-age=300");
  });

  it("holds nothing that the chart would take for a template", () => {
    assert.doesNotMatch(haproxyConfig(ROUTES, { https: { hstsSeconds: 1 } }), /\{\{/);
  });

  const WRONG_ROUTES: [Partial<Route>, RegExp][] = [
    [{ name: "Back end" }, /^Route "Back end" has name "Back end": it must be lower-case/],
    [{ name: "frontend" }, /^Route "frontend" has name "frontend": it must be of this route alone/],
    [{ path: "api" }, /has path "api": it must be like "\/api"/],
    [{ path: "/api/" }, /has path "\/api\/"/],
    [{ path: "/a b" }, /has path "\/a b"/],
    [{ path: "/" }, /has path "\/": it must be of this route alone/],
    [{ dnsName: "" }, /has dnsName ""/],
    [{ dnsName: "a\n  bind :1" }, /has dnsName/],
    [{ port: 0 }, /has port 0: it must be a port number, 1 to 65535/],
    [{ readinessPath: "ready" }, /has readinessPath "ready"/],
    [{ slots: 501 }, /has slots 501: it must be a whole number from 1 to 500/],
  ];
  for (const [change, message] of WRONG_ROUTES) {
    it(`refuses a route with ${JSON.stringify(change)}`, () => {
      assert.throws(() => haproxyConfig([FRONTEND, { ...BACKEND, ...change }]), { name: "Error", message });
    });
  }

  it("refuses routes that leave a part of the site to no one", () => {
    assert.throws(() => haproxyConfig([BACKEND]), /^Error: No route takes the rest of the site/);
  });

  const WRONG_SETTINGS: [HaproxySettings, RegExp][] = [
    [{ rateLimit: { requests: 0, periodSeconds: 10 } }, /rateLimit\.requests is 0: .* from 1 to 1000000/],
    [{ rateLimit: { requests: 10, periodSeconds: 0.5 } }, /rateLimit\.periodSeconds is 0\.5/],
    [{ maxConnections: 10 }, /maxConnections is 10/],
    [{ threads: 65 }, /threads is 65/],
    [{ timeoutSeconds: 0 }, /timeoutSeconds is 0/],
    [{ discoverySeconds: 30 }, /discoverySeconds is 30/],
    [{ https: { hstsSeconds: -1 } }, /https\.hstsSeconds is -1/],
    [{ proxyProtocolFrom: ["10.0.0.0"] }, /proxyProtocolFrom has "10\.0\.0\.0": .* such as 10\.0\.0\.0\/16/],
    [{ contentSecurityPolicy: 'default-src "self"' }, /contentSecurityPolicy must be one line/],
  ];
  for (const [settings, message] of WRONG_SETTINGS) {
    it(`refuses ${JSON.stringify(settings)}`, () => {
      assert.throws(() => haproxyConfig(ROUTES, settings), { message });
    });
  }
});

describeHaproxy("the generated configuration, read by HAProxy itself,", () => {
  const VALID: Record<string, HaproxySettings> = {
    "as it is by default": {},
    "behind a load balancer": {
      proxyProtocolFrom: ["10.0.0.0/20", "2001:db8::/32"],
      https: { hstsSeconds: 31_536_000 },
    },
    "with everything chosen": {
      rateLimit: { requests: 1_000_000, periodSeconds: 3600 },
      maxConnections: 3000,
      threads: 1,
      timeoutSeconds: 3600,
      discoverySeconds: 25,
      contentSecurityPolicy: "default-src 'self' https://cdn.example.com; script-src 'sha256-abc='",
      nameservers: ["10.96.0.10:53", "10.96.0.11:53"],
    },
  };
  for (const [name, settings] of Object.entries(VALID)) {
    it(`is valid without a warning ${name}`, () => {
      const folder = mkdtempSync(path.join(os.tmpdir(), "haproxy-"));
      writeFileSync(path.join(folder, "haproxy.cfg"), haproxyConfig(ROUTES, settings));
      // -dW makes each warning an error.
      const run = spawnSync("haproxy", ["-c", "-dW", "-f", path.join(folder, "haproxy.cfg")], {
        encoding: "utf8",
      });
      rmSync(folder, { recursive: true });
      assert.equal(run.status, 0, run.stderr);
    });
  }
});
