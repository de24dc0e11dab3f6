import { backend, checkRoutes, Route, routing } from "./haproxyRoutes";
import {
  completed,
  CompleteSettings,
  HARD_STOP_SECONDS,
  HaproxySettings,
  HEALTH_PATH,
} from "./haproxySettings";

/**
 * The text of haproxy.cfg, for HAProxy 3.0 and later.
 *
 * Throws a RunError when a route or a setting could not work.
 */
export function haproxyConfig(routes: readonly Route[], settings: HaproxySettings = {}): string {
  const complete = completed(settings);
  checkRoutes(routes);
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

const processSection = ({ maxConnections, threads }: CompleteSettings) => `global
  log stdout len 8192 format raw local0 info
  # More than the site may take, so that probes and metrics get through when it is full.
  maxconn ${maxConnections + 100}
  nbthread ${threads}
  hard-stop-after ${HARD_STOP_SECONDS}s
  set-var proc.started date`;

const defaultsSection = ({ timeoutSeconds }: CompleteSettings) => `defaults
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
const resolvers = ({ nameservers }: CompleteSettings) => `resolvers cluster
${nameservers.length === 0 ? "  parse-resolv-conf" : nameservers.map((at, index) => `  nameserver dns${index + 1} ${at}`).join("\n")}
  accepted_payload_size 8192
  resolve_retries 3
  timeout resolve 1s
  timeout retry 1s
  hold valid 1s
  hold other 10m
  hold refused 10m
  hold timeout 10m`;

const redirect = (settings: CompleteSettings) => `frontend redirect
${entrance("http", settings)}
  http-request redirect scheme https code 301`;

function site(routes: readonly Route[], settings: CompleteSettings): string {
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
const entrance = (scheme: "http" | "https", { ports, proxyProtocolFrom }: CompleteSettings) =>
  [
    `  bind :${ports[scheme]}`,
    ...proxyProtocol(proxyProtocolFrom),
    // No query strings: they may hold what is nobody else's business.
    `  log-format "${LOG_FORMAT}"`,
    // A client's own id could forge log entries.
    `  unique-id-format %[uuid(7)]`,
  ].join("\n");

const proxyProtocol = (from: readonly string[]) =>
  from.map((network) => `  tcp-request connection expect-proxy layer4 if { src ${network} }`);

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
const responseHeaders = ({ https, contentSecurityPolicy }: CompleteSettings) => [
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

/**
 * Probes, metrics and the statistics page: a port that no one outside of the cluster reaches. A load
 * balancer that speaks the PROXY protocol does so in its health checks as well.
 */
const internal = (
  routes: readonly Route[],
  { ports, discoverySeconds, proxyProtocolFrom }: CompleteSettings,
) => `frontend internal
  bind :${ports.stat}
${proxyProtocol(proxyProtocolFrom)
  .map((line) => `${line}\n`)
  .join("")}  no log
  monitor-uri ${HEALTH_PATH}
  monitor fail if { stopping }
  # A new proxy waits until it has found pods, but not for ever: its error page is better than no answer.
${routes.map(({ name }) => `  monitor fail if { nbsrv(${name}) eq 0 } { date,sub(proc.started) lt ${discoverySeconds} }`).join("\n")}
  http-request use-service prometheus-exporter if { path /metrics }
  stats enable
  stats uri /stats
  stats hide-version
  stats refresh 5s`;
