import { RunError } from "@pulumi/pulumi/errors";
import { isWhole } from "./haproxySettings";

/** A part of the site, and the pods that serve it. */
export interface Route {
  /** Name of the backend in logs and metrics: lower-case letters, digits, dashes. */
  readonly name: string;
  /** Prefix of whole path segments: "/api" takes /api and /api/…, not /apix. One route must be "/". */
  readonly path: string;
  /** Full DNS name that resolves to the addresses of the ready pods. */
  readonly dnsName: string;
  /** Port of the pods. */
  readonly port: number;
  /** Path on which a pod answers 200 while it can serve; asked every two seconds. */
  readonly readinessPath: string;
  /** How the proxy words its own errors: for programs, or for people. */
  readonly errors: "json" | "html";
  /**
   * A file that one pod does not have may be on another: during a rollout, a page and its assets come from
   * pods of two releases. A GET that is answered 404 is then asked again elsewhere. @default false
   */
  readonly retryNotFound?: boolean;
  /** Most pods at once, leaving and arriving ones included; 1 to 500. @default 20 */
  readonly slots?: number;
}

/** The rules that send each request to its backend: longest path first, "/" last. */
export function routing(routes: readonly Route[]): string[] {
  const byLength = [...routes].sort((a, b) => b.path.length - a.path.length);
  return byLength.map(({ name, path }) =>
    path === "/"
      ? `default_backend ${name}`
      : `use_backend ${name} if { path ${path} } or { path_beg ${path}/ }`,
  );
}

/** The backend section of a route. */
export function backend(route: Route, rateLimit: { requests: number; periodSeconds: number }): string {
  const { name, dnsName, port, readinessPath, slots = 20 } = route;
  return `backend ${name}
  # A slow pod gets fewer requests; equals take turns.
  balance leastconn
  http-request deny deny_status 429 if { sc_gpc0_rate(0) ge ${rateLimit.requests} }
  http-request sc-inc-gpc0(0)
${errors(route.errors, rateLimit.periodSeconds)}
  # A request is repeated on another pod when no connection came about; when the answer failed to come,
  # only if it is a GET or HEAD: a POST may have been executed.
  option redispatch 1
  retries 3
  retry-on conn-failure empty-response${route.retryNotFound ? " 404" : ""}
  http-request disable-l7-retry unless METH_GET
  option httpchk
  http-check send meth GET uri ${readinessPath} ver HTTP/1.1 hdr Host ${name}
  http-check expect status 200
  # tcp-ut: a vanished node acknowledges nothing, a slow pod does.
  default-server check inter 2s fastinter 500ms fall 2 rise 1 tcp-ut 2s init-addr none resolvers cluster resolve-prefer ipv4
  server-template ${name}- ${slots} ${dnsName}:${port}`;
}

/** Throws a RunError when the routes could not work: one sentence with the value and what to do. */
export function checkRoutes(routes: readonly Route[]): void {
  const wrong = (route: Route, field: keyof Route, must: string) =>
    new RunError(
      `Route ${JSON.stringify(route.name)} has ${field} ${JSON.stringify(route[field])}: it must be ${must}.`,
    );
  for (const route of routes) {
    const { name, path, dnsName, port, readinessPath, slots = 20 } = route;
    if (!/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name))
      throw wrong(route, "name", "lower-case letters, digits and dashes");
    if (!/^(\/|(\/[\w.~-]+)+)$/.test(path))
      throw wrong(route, "path", 'like "/api", without a slash at its end');
    if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(dnsName)) throw wrong(route, "dnsName", "a full DNS name");
    if (!/^(\/[\w.~-]*)+$/.test(readinessPath)) throw wrong(route, "readinessPath", 'like "/readyz"');
    if (!isWhole(port, 1, 65535)) throw wrong(route, "port", "a port number, 1 to 65535");
    if (!isWhole(slots, 1, 500)) throw wrong(route, "slots", "a whole number from 1 to 500");
  }
  for (const field of ["name", "path"] as const) {
    const twice = routes.find(
      (route, index) => routes.findIndex((other) => other[field] === route[field]) < index,
    );
    if (twice) throw wrong(twice, field, "of this route alone, but an earlier one has it too");
  }
  if (!routes.some(({ path }) => path === "/")) {
    throw new RunError(`No route takes the rest of the site: add one with the path "/".`);
  }
}

/** What the proxy says itself when no pod can answer, or when a client asks too much. */
function errors(format: Route["errors"], retryAfterSeconds: number): string {
  const answer = format === "json" ? jsonError : htmlError;
  return [
    answer(429, "Too many requests", "Please slow down and try again in a moment.", retryAfterSeconds),
    answer(502, "Bad gateway", "The answer could not be fetched. Please try again.", 1),
    answer(503, "Temporarily unavailable", "The blog will be back in a moment. Please try again.", 5),
    answer(504, "Timed out", "The answer took too long. Please try again.", 5),
  ].join("\n");
}

const jsonError = (status: number, title: string, _text: string, retryAfterSeconds: number) =>
  httpError(status, "application/json", JSON.stringify({ error: title.toLowerCase() }), retryAfterSeconds);

const htmlError = (status: number, title: string, text: string, retryAfterSeconds: number) =>
  httpError(
    status,
    "text/html; charset=utf-8",
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${text}</p></html>`,
    retryAfterSeconds,
  );

const httpError = (status: number, contentType: string, body: string, retryAfterSeconds: number) =>
  `  http-error status ${status} content-type "${contentType}" string '${body}' hdr Retry-After ${retryAfterSeconds} hdr Cache-Control no-store`;
