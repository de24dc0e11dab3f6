import type { Json } from "../../../protocol/value";
import { at, type KubeObject, listAt, numberAt, textAt } from "../../object";

const ENFORCE = "pod-security.kubernetes.io/enforce";
const VOLUMES = [
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "persistentVolumeClaim",
  "projected",
  "secret",
];
const PROFILES = ["RuntimeDefault", "Localhost"];

/** How pods of a template break the level that their namespace enforces; only `restricted` is looked at. */
export function podSecurityViolations(
  namespace: KubeObject | undefined,
  podSpec: Json | undefined,
): string[] {
  if (textAt(namespace, "metadata", "labels", ENFORCE) !== "restricted" || podSpec === undefined) return [];
  const containers = [...listAt(podSpec, "initContainers"), ...listAt(podSpec, "containers")];
  const violations = [
    ...violationsOfPod(podSpec),
    ...containers.flatMap((item) => violationsOfContainer(podSpec, item)),
  ];
  return violations.length === 0
    ? []
    : [
        `[FailedCreate] pods are forbidden: violates PodSecurity "restricted:latest": ${violations.join(", ")}`,
      ];
}

function violationsOfPod(spec: Json): string[] {
  const shared = ["hostNetwork", "hostPID", "hostIPC"].filter((field) => at(spec, field) === true);
  const kinds = listAt(spec, "volumes").flatMap((volume) =>
    Object.keys(volume as object).filter((key) => key !== "name"),
  );
  const forbidden = kinds.filter((kind) => !VOLUMES.includes(kind));
  return [
    ...shared.map((field) => `host namespaces (${field}=true)`),
    ...forbidden.map((kind) => `restricted volume types (${kind})`),
  ];
}

function violationsOfContainer(pod: Json, container: Json): string[] {
  const name = `container "${textAt(container, "name") ?? ""}"`;
  const own = (...path: string[]): Json | undefined => at(container, "securityContext", ...path);
  const effective = (...path: string[]): Json | undefined =>
    own(...path) ?? at(pod, "securityContext", ...path);
  const added = listAt(container, "securityContext", "capabilities", "add").filter(
    (capability) => capability !== "NET_BIND_SERVICE",
  );
  const dropsAll = listAt(container, "securityContext", "capabilities", "drop").includes("ALL");
  const broken: [boolean, string][] = [
    [own("privileged") === true, "privileged"],
    [own("allowPrivilegeEscalation") !== false, "allowPrivilegeEscalation != false"],
    [!dropsAll || added.length > 0, "unrestricted capabilities"],
    [effective("runAsNonRoot") !== true, "runAsNonRoot != true"],
    [
      numberAt(container, "securityContext", "runAsUser") === 0 || effective("runAsUser") === 0,
      "runAsUser=0",
    ],
    [!PROFILES.includes(text(effective("seccompProfile", "type"))), "seccompProfile"],
    [listAt(container, "ports").some((port) => at(port, "hostPort") !== undefined), "hostPort"],
  ];
  return broken.filter(([isBroken]) => isBroken).map(([, rule]) => `${rule} (${name})`);
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
