import { add, Cases, change, container, pod } from "./broken";

/** Cases of the rules on what runs in the cluster. */
export const POD_CASES: Cases = {
  amd64: [
    [
      change("Image", "backend", ({ build }) => (build.platform = "linux/arm64")),
      /^Image backend\S* is built for linux\/arm64: /,
    ],
    [
      change("Image", "backend", ({ build }) => delete build.platform),
      /platform of the machine that builds it: /,
    ],
    [
      pod((spec) => delete spec.nodeSelector),
      /^Deployment backend lets its pods onto nodes of any processor: /,
    ],
    [pod((spec) => (spec.nodeSelector = { "kubernetes.io/arch": "arm64" })), /onto nodes of arm64: /],
    [
      change("Release", "proxy", ({ values }) => delete values.nodeSelector),
      /^Release proxy lets its pods onto nodes of any/,
    ],
  ],
  "images-by-digest": [
    [
      container((it) => (it.image = "registry/backend:latest")),
      /^Deployment backend runs the image registry\/backend:latest in container backend, /,
    ],
    [
      change(
        "StatefulSet",
        "database",
        ({ spec }) => (spec.template.spec.initContainers[0].image = "mysql:9.7"),
      ),
      /^StatefulSet database runs the image mysql:9\.7 in container first-start, /,
    ],
  ],
  "restricted-pods": [
    [pod((spec) => delete spec.securityContext.runAsNonRoot), /may run container backend as root: /],
    [pod((spec) => (spec.securityContext.runAsUser = 0)), /runs container backend as root: /],
    [
      pod((spec) => delete spec.securityContext.seccompProfile),
      /leaves every system call to container backend: /,
    ],
    [pod((spec) => (spec.hostNetwork = true)), /shares hostNetwork with its node: /],
    [
      container((it) => (it.securityContext.allowPrivilegeEscalation = true)),
      /lets container backend gain rights: /,
    ],
    [
      container((it) => (it.securityContext.capabilities = { add: ["NET_ADMIN"], drop: ["ALL"] })),
      /leaves capabilities to container backend: /,
    ],
    [container((it) => delete it.securityContext.capabilities), /leaves capabilities to container backend: /],
    [container((it) => delete it.securityContext.readOnlyRootFilesystem), /change its own programs: /],
    [container((it) => (it.securityContext.privileged = true)), /gives container backend its node: /],
    [
      change("Release", "proxy", ({ values }) => (values.securityContext.enabled = false)),
      ...[
        /lets container haproxy gain rights/,
        /leaves capabilities to container haproxy/,
        /change its own programs/,
      ],
    ],
    [
      change(
        "Namespace",
        "blog",
        ({ metadata }) => delete metadata.labels["pod-security.kubernetes.io/enforce"],
      ),
      /^Namespace blog admits pods of any kind: /,
    ],
  ],
  "pod-resources": [
    [
      container((it) => delete it.resources.limits),
      /no resources\.limits\.memory for container backend, so a leak /,
    ],
    [
      container((it) => (it.resources.requests = { cpu: "1" })),
      /no resources\.requests\.memory for container backend/,
    ],
    [
      change("Release", "proxy", ({ values }) => delete values.resources.requests.cpu),
      /^Release proxy has no resources\.requests\.cpu/,
    ],
  ],
  "readable-charts": [
    [
      add("kubernetes:helm.sh/v3:Release", "cache", { chart: "redis", values: {} }),
      /^Release cache installs the chart redis, /,
    ],
  ],
};
