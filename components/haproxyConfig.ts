import { RunError } from "@pulumi/pulumi/errors";
import { backend, checkRoutes, isWhole, Route, routing } from "./haproxyRoutes";

/** What can be chosen about the proxy besides its routes. */
export interface HaproxySettings {
  /** Requests that one client may send to one proxy in a period; more are answered with 429. An IPv6 client is its /64 network. @default 500 in 10 s */
  readonly rateLimit?: { readonly requests: number; readonly periodSeconds: number };
  /** Connections that clients may hold open to one proxy; more wait. 100 to 100000; each may take 40 KiB. @default 2000 */
  readonly maxConnections?: number;
  /** Threads, 1 to 64: without it, one for each processor of the node. @default 2 */
  readonly threads?: number;
  /** Seconds of silence after which a request or its answer is given up; 1 to 3600. @default 30 */
  readonly timeoutSeconds?: number;
  /** Seconds that a new proxy may wait until it has found pods of each route, before it takes readers; 1 to 25. @default 15 */
  readonly discoverySeconds?: number;
  /** Networks (CIDR) whose connections must begin with a PROXY protocol header: the load balancer's. @default none */
  readonly proxyProtocolFrom?: readonly string[];
  /**
   * A load balancer ends TLS and sends what came over it to the https port: the http port then only
   * redirects, and browsers are told to keep to https for `hstsSeconds`. @default plain http only
   */
  readonly https?: { readonly hstsSeconds: number };
  /** Content-Security-Policy of answers that bring none of their own. @default own origin; images from anywhere */
  readonly contentSecurityPolicy?: string;
  /** DNS servers, `address:port`. @default those of the pod's /etc/resolv.conf */
  readonly nameservers?: readonly string[];
  /** @default PORTS */
  readonly ports?: typeof PORTS;
}

/** Ports that the proxy listens on: readers, readers who came over TLS, probes and metrics. */
export const PORTS = { http: 8080, https: 8443, stat: 8404 };

/** Path on the `stat` port that answers 200 once the proxy can serve, and 503 when it is stopping. */
export const HEALTH_PATH = "/healthz";

/** Seconds that a proxy which was told to stop gives to requests in flight; more than the keep-alive time. */
export const HARD_STOP_SECONDS = 30;

const DEFAULTS = {
  rateLimit: { requests: 500, periodSeconds: 10 },
  maxConnections: 2000,
  threads: 2,
  timeoutSeconds: 30,
  discoverySeconds: 15,
  proxyProtocolFrom: [] as readonly string[],
  contentSecurityPolicy:
    "default-src 'self'; img-src 'self' https: data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  nameservers: [] as readonly string[],
  ports: PORTS,
};

type Complete = typeof DEFAULTS & HaproxySettings;

/**
 * The text of haproxy.cfg, for HAProxy 3.0 and later.
 *
 * Throws a RunError when a route or a setting could not work.
 */
export function haproxyConfig(routes: readonly Route[], settings: HaproxySettings = {}): string {
  const complete: Complete = { ...DEFAULTS, ...settings };
  checkRoutes(routes);
  checkSettings(complete);
  const sections = [
    processSection(complete),
    defaultsSection(complete),
    resolvers(complete),
    ...(complete.https ? [redirect(complete)] : []),
    site(routes, complete),
    internal(routes, complete),
    ...routes.map((route) => backend(route, complete.rateLimit)),
  ];
  return `${sections.join("\n\n")}\n`;
}

const processSection = ({ maxConnections, threads }: Complete) => `global
  log stdout len 8192 format raw local0 info
  # More than the site may take, so that probes and metrics get through when it is full.
  maxconn ${maxConnections + 100}
  nbthread ${threads}
  hard-stop-after ${HARD_STOP_SECONDS}s
  set-var proc.started date`;

const defaultsSection = ({ timeoutSeconds }: Complete) => `defaults
  mode http
  log global
  option dontlognull
  http-reuse safe
  # Work for a reader who is gone is dropped.
  option abortonclose
  # Idle clients may still send a request while the proxy stops: it is answered, then the connection is closed.
  option idle-close-on-response
  # Inside of a cluster a connection takes milliseconds: rather try the next pod soon.
  timeout connect 500ms
  timeout http-request 5s
  timeout http-keep-alive 15s
  timeout queue 5s
  timeout check 2s
  timeout client ${timeoutSeconds}s
  timeout server ${timeoutSeconds}s
  timeout tunnel 10m`;

// A pod that leaves goes on serving for 10 s: the cluster's DNS caches for 5 s, so look again often.
// When DNS fails, the pods known so far stay; health checks find those that are gone.
const resolvers = ({ nameservers }: Complete) => `resolvers cluster
${nameservers.length === 0 ? "  parse-resolv-conf" : nameservers.map((at, index) => `  nameserver dns${index + 1} ${at}`).join("\n")}
  accepted_payload_size 8192
  resolve_retries 3
  timeout resolve 1s
  timeout retry 1s
  hold valid 1s
  hold other 10m
  hold refused 10m
  hold timeout 10m`;

const redirect = (settings: Complete) => `frontend redirect
${entrance("http", settings)}
  http-request redirect scheme https code 301`;

function site(routes: readonly Route[], settings: Complete): string {
  const { rateLimit, https } = settings;
  const lines = [
    `maxconn ${settings.maxConnections}`,
    `compression algo gzip`,
    `compression type text/html text/css text/plain text/javascript application/javascript application/json application/xml image/svg+xml`,
    `stick-table type ipv6 size 100k expire ${rateLimit.periodSeconds}s store gpc0_rate(${rateLimit.periodSeconds}s)`,
    `http-request track-sc0 src,ipmask(32,64)`,
    ...requestHeaders(https ? "https" : "http"),
    ...responseHeaders(settings),
    ...routing(routes),
  ];
  return [
    "frontend blog",
    entrance(https ? "https" : "http", settings),
    ...lines.map((line) => `  ${line}`),
  ].join("\n");
}

/** Where connections come in: the port, who speaks the PROXY protocol there, and the log of what was asked. */
const entrance = (scheme: "http" | "https", { ports, proxyProtocolFrom }: Complete) =>
  [
    `  bind :${ports[scheme]}`,
    ...proxyProtocolFrom.map(
      (network) => `  tcp-request connection expect-proxy layer4 if { src ${network} }`,
    ),
    // No query strings: they may hold what is nobody else's business.
    `  log-format "${LOG_FORMAT}"`,
    // A client's own id could forge log entries.
    `  unique-id-format %[uuid(7)]`,
  ].join("\n");

const LOG_FORMAT = [
  "%{+json}o %(time)[accept_date(ms),ms_utime(%Y-%m-%dT%H:%M:%S.%3NZ)] %(request_id)[unique-id]",
  "%(client)[src] %(method)HM %(host)[capture.req.hdr(0)] %(path)HPO %(status:sint)ST %(bytes:sint)B",
  "%(backend)b %(server)s %(retries:sint)rc %(end)tsc",
  "%(wait_ms:sint)Tw %(connect_ms:sint)Tc %(response_ms:sint)Tr %(total_ms:sint)Ta",
].join(" ");

/** What the pods are told of the client: from the connection, never from what the client claims. */
const requestHeaders = (scheme: "http" | "https") => [
  `http-request capture req.hdr(Host) len 128`,
  `http-request del-header X-Forwarded- -m beg`,
  ...["Forwarded", "X-Real-IP", "Proxy"].map((name) => `http-request del-header ${name}`),
  `http-request set-header X-Forwarded-For %[src]`,
  `http-request set-header X-Forwarded-Proto ${scheme}`,
  `http-request set-header X-Forwarded-Host %[req.hdr(Host)]`,
  `http-request set-header X-Request-ID %[unique-id]`,
];

/** On each answer, the proxy's own errors included. */
const responseHeaders = ({ https, contentSecurityPolicy }: Complete) => [
  `http-after-response del-header Server`,
  `http-after-response set-header X-Request-ID %[unique-id]`,
  `http-after-response set-header X-Content-Type-Options nosniff`,
  `http-after-response set-header X-Frame-Options DENY`,
  `http-after-response set-header Referrer-Policy strict-origin-when-cross-origin`,
  `http-after-response set-header Permissions-Policy "camera=(), geolocation=(), microphone=(), payment=(), usb=()"`,
  `http-after-response set-header Cross-Origin-Opener-Policy same-origin`,
  `http-after-response set-header Content-Security-Policy "${contentSecurityPolicy}" unless { res.hdr(Content-Security-Policy) -m found }`,
  ...(https ? [`http-after-response set-header Strict-Transport-Security max-age=${https.hstsSeconds}`] : []),
];

/** Probes, metrics and the statistics page: a port that no one outside of the cluster reaches. */
const internal = (routes: readonly Route[], { ports, discoverySeconds }: Complete) => `frontend internal
  bind :${ports.stat}
  no log
  monitor-uri ${HEALTH_PATH}
  monitor fail if { stopping }
  # A new proxy waits until it has found pods, but not for ever: its error page is better than no answer.
${routes.map(({ name }) => `  monitor fail if { nbsrv(${name}) eq 0 } { date,sub(proc.started) lt ${discoverySeconds} }`).join("\n")}
  http-request use-service prometheus-exporter if { path /metrics }
  stats enable
  stats uri /stats
  stats hide-version
  stats refresh 5s`;

/** Throws a RunError that names the setting, its value and its bounds. */
function checkSettings(settings: Complete): void {
  const check = (name: string, value: number, min: number, max: number) => {
    if (isWhole(value, min, max)) return;
    throw new RunError(`The proxy's ${name} is ${value}: it must be a whole number from ${min} to ${max}.`);
  };
  check("rateLimit.requests", settings.rateLimit.requests, 1, 1_000_000);
  check("rateLimit.periodSeconds", settings.rateLimit.periodSeconds, 1, 3600);
  check("maxConnections", settings.maxConnections, 100, 100_000);
  check("threads", settings.threads, 1, 64);
  check("timeoutSeconds", settings.timeoutSeconds, 1, 3600);
  check("discoverySeconds", settings.discoverySeconds, 1, 25);
  if (settings.https) check("https.hstsSeconds", settings.https.hstsSeconds, 0, 63_072_000);
  for (const network of settings.proxyProtocolFrom) {
    if (/^[0-9a-fA-F.:]+\/\d{1,3}$/.test(network)) continue;
    throw new RunError(
      `The proxy's proxyProtocolFrom has "${network}": it must be a network such as 10.0.0.0/16.`,
    );
  }
  // Quotes and variables would end or change the line that it is written into.
  if (/["\\$%\r\n]/.test(settings.contentSecurityPolicy)) {
    throw new RunError(`The proxy's contentSecurityPolicy must be one line without ", \\, $ and %.`);
  }
}
