import { type KubeObject, listAt, numberAt, textAt } from "../../object";
import { duplicates, isPortName, wrongPort } from "./pods";

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const NODE_PORTS = { first: 30_000, last: 32_767 };

export function wrongService(object: KubeObject): string[] {
  const type = textAt(object, "spec", "type") ?? "ClusterIP";
  const ports = listAt(object, "spec", "ports");
  const headless = textAt(object, "spec", "clusterIP") === "None";
  const names = ports.map((port) => textAt(port, "name") ?? "");
  const unnamed = ports.length > 1 && names.includes("");
  return [
    ...(TYPES.includes(type) ? [] : [`spec.type: Unsupported value: "${type}"`]),
    ...(ports.length === 0 && !headless && type !== "ExternalName" ? ["spec.ports: Required value"] : []),
    ...(unnamed ? ["spec.ports.name: Required value"] : []),
    ...duplicates(names.filter((name) => name !== "")).map(
      (name) => `spec.ports: Duplicate value: "${name}"`,
    ),
    ...ports.flatMap((port, index) => [
      ...wrongPort(numberAt(port, "port"), `spec.ports[${index}].port`),
      ...wrongTarget(port as KubeObject, index),
      ...wrongNodePort(numberAt(port, "nodePort"), type, index),
    ]),
  ];
}

function wrongTarget(port: KubeObject, index: number): string[] {
  const name = textAt(port, "targetPort");
  if (name !== undefined)
    return isPortName(name) ? [] : [`spec.ports[${index}].targetPort: Invalid value: "${name}"`];
  return wrongPort(numberAt(port, "targetPort"), `spec.ports[${index}].targetPort`);
}

function wrongNodePort(port: number | undefined, type: string, index: number): string[] {
  if (port === undefined) return [];
  if (type === "ClusterIP")
    return [`spec.ports[${index}].nodePort: Forbidden: may not be used when type is 'ClusterIP'`];
  const { first, last } = NODE_PORTS;
  if (port >= first && port <= last) return [];
  return [
    `spec.ports[${index}].nodePort: Invalid value: ${port}: provided port is not in the valid range ${first}-${last}`,
  ];
}
