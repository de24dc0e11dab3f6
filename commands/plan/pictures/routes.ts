/** Paths that a configuration of HAProxy sends to each of its backends, by the backend's name. */
export function routesIn(config: string): Map<string, string> {
  const routes = new Map<string, string>();
  for (const [, name = "", path = ""] of config.matchAll(/^\s*use_backend (\S+) if \{ path (\S+) \}/gm)) {
    routes.set(name, path);
  }
  const [, rest] = /^\s*default_backend (\S+)/m.exec(config) ?? [];
  if (rest !== undefined) routes.set(rest, "everything else");
  return routes;
}
