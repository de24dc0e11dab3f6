import type { JsonObject } from "../../../standins/protocol/value";

const labels = { app: "backend" };

/** A Deployment that every cluster takes; `spec` replaces parts of its spec. */
export function deployment(spec: JsonObject = {}, container: JsonObject = {}): JsonObject {
  const template = {
    metadata: { labels },
    spec: { containers: [{ name: "backend", image: "registry/backend:1", ...container }] },
  };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "backend", namespace: "blog" },
    spec: { selector: { matchLabels: labels }, template, ...spec },
  };
}

export function service(spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "backend", namespace: "blog" },
    spec: { selector: labels, ports: [{ port: 80 }], ...spec },
  };
}

export function claim(storage = "1Gi", spec: JsonObject = {}): JsonObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: "data", namespace: "blog" },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage } }, ...spec },
  };
}

export function configMap(data: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "settings", namespace: "blog" },
    data,
    ...more,
  };
}
