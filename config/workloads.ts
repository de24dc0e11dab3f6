import { z } from "zod";
import { mebibytes } from "../components/quantity";
import { cpu, flag, group, imageName, integer, memory, path, text, word } from "./fields";

const image = (name: string) => ({
  /** Folder that is the build context, relative to the project. */
  context: path.default(`dockerfiles/${name}`),
  /** Build arguments of the Dockerfile, for example a base image from a mirror. */
  buildArgs: z
    .record(z.string(), z.string({ error: "must be a text, in quotes if it looks like something else" }), {
      error: "must be a group of keys",
    })
    .default({}),
});

const service = (name: string, defaults: { cpu: string; memory: string }) =>
  group({
    ...image(name),
    /** Image that the service is held to, whatever its sources are: a rollback. */
    tag: text(
      /^([0-9a-f]{12}|sha256:[0-9a-f]{64})$/,
      'must be a tag of twelve hexadecimal digits in quotes, or a digest "sha256:…"',
    ).optional(),
    minReplicas: integer(1, 100).default(2),
    maxReplicas: integer(1, 100).default(10),
    /** CPU request of a pod; there is no CPU limit. */
    cpu: cpu.default(defaults.cpu),
    /** Memory request and limit of a pod. */
    memory: memory.default(defaults.memory),
    /** Average CPU use, in percent of the request, at which pods are added. */
    targetCpuPercent: integer(10, 100).default(70),
    /** Seconds within which a new pod must become ready, a new node for it included. */
    readyWithinSeconds: integer(30, 1800).default(180),
  }).refine((value) => value.minReplicas <= value.maxReplicas, {
    error: (issue) => {
      const { minReplicas, maxReplicas } = issue.input as { minReplicas: number; maxReplicas: number };
      return `has minReplicas ${minReplicas} above maxReplicas ${maxReplicas}: swap or raise one of them`;
    },
  });

/** Keys of the database that every platform knows. */
export const databaseKeys = {
  ...image("database"),
  /** Size of the volume, in GiB; can grow later, never shrink. */
  storageGiB: integer(1, 16384).default(20),
  cpu: cpu.default("250m"),
  /** At least what MySQL needs to start its data dictionary with room to work. */
  memory: memory
    .refine((quantity) => mebibytes(quantity) >= 512, { error: "must be at least 512Mi" })
    .default("1Gi"),
  /** Refuse every change that would delete the data, "pulumi destroy" included. */
  protect: flag.default(true),
};

/** Keys of the proxy that every platform knows. */
export const proxyKeys = {
  minReplicas: integer(1, 20).default(3),
  cpu: cpu.default("100m"),
  memory: memory.default("256Mi"),
  /** Requests that one client address may send in ten seconds to one proxy; more are answered with 429. */
  rateLimit: integer(10, 1_000_000).default(500),
  /** Where HAProxy's chart comes from, for a mirror: a chart repository, an oci:// address or a folder. */
  chartRepository: path.optional(),
  /** HAProxy's image without its tag, for a mirror. */
  image: imageName.optional(),
};

/** Keys that mean the same on every platform. */
export const workloads = {
  backend: service("backend", { cpu: "100m", memory: "128Mi" }).prefault({}),
  frontend: service("frontend", { cpu: "50m", memory: "64Mi" }).prefault({}),
  build: group({
    /** Network of the build's steps; "host" where they need the machine's own network or proxy. */
    network: word("default", "host", "none").default("default"),
  }).prefault({}),
  /**
   * Services whose images a run may change; all others keep what they run, whatever their sources and pins say.
   * It is for one run and its own configuration file, as of "npm run rollback". @default every one
   */
  only: z
    .array(word("backend", "frontend"), { error: "must be a list of services" })
    .min(1, { error: "must be a list of services, with one at least" })
    .optional(),
  /** Releases of each image that stay in its repository and can be gone back to. */
  rollbackDepth: integer(2, 1000).default(30),
};
