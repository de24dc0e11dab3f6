import { RunError } from "@pulumi/pulumi/errors";

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

/** The settings with nothing left open. */
export type CompleteSettings = typeof DEFAULTS & HaproxySettings;

/** Fills in the defaults; throws a RunError that names a wrong setting, its value and its bounds. */
export function completed(settings: HaproxySettings): CompleteSettings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  const complete = { ...DEFAULTS, ...(Object.fromEntries(given) as HaproxySettings) };
  checkNumbers(complete);
  checkTexts(complete);
  return complete;
}

function checkNumbers(settings: CompleteSettings): void {
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
}

function checkTexts(settings: CompleteSettings): void {
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

/** True for a whole number between two bounds, both included. */
export const isWhole = (value: number, min: number, max: number) =>
  Number.isInteger(value) && value >= min && value <= max;
