import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { mebibytes } from "./components/quantity";

/** A whole number between two bounds, both included. */
const integer = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  // One complaint about a value is enough: the first one ends its examination.
  const first = { error, abort: true };
  return z.number({ error }).int(first).min(min, first).max(max, first);
};

const text = (pattern: RegExp, error: string) => z.string({ error }).regex(pattern, { error, abort: true });

/** Keys below a key; any other than these is refused. */
const group = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: "must be a group of keys" });

const cpu = text(/^([1-9][0-9]*m|[1-9][0-9]*)$/, 'must be a Kubernetes CPU quantity such as "100m" or "2"');
const memory = text(/^[1-9][0-9]*(Mi|Gi)$/, 'must be a Kubernetes memory quantity such as "128Mi" or "1Gi"');
const path = text(/^\S(.*\S)?$/, "must be a path without spaces at its ends");
const imageName = text(
  /^[a-z0-9][a-z0-9.-]*(:[0-9]+)?(\/[a-z0-9][a-z0-9._-]*)*$/,
  "must be an image repository",
);
const url = text(
  /^https?:\/\/[^\s/?#]+$/,
  'must be an address such as "https://blog.example.com", without a path',
);

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

const edge = z.discriminatedUnion(
  "type",
  [
    z.strictObject({
      type: z.literal("NodePort"),
      nodePort: integer(30000, 32767),
      /** Address under which readers reach the node port. */
      url,
    }),
    z.strictObject({ type: z.literal("LoadBalancer") }),
  ],
  { error: "must be { type: NodePort, nodePort, url } or { type: LoadBalancer }" },
);

const cluster = group({
  /** Registry host and path under which the three repositories lie. */
  registry: imageName,
  /** Kubeconfig file, relative to the project; absent means the file that kubectl would use. */
  kubeconfig: path.optional(),
  /** Context of the kubeconfig: named, so that a stack never lands in whatever cluster is current. */
  context: text(/^\S+$/, "must be the name of a context of the kubeconfig"),
  /** Storage class of the database's volume; absent means the cluster's default. */
  storageClass: text(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/, "must be the name of a storage class").optional(),
  edge,
});

const schema = z.strictObject({
  platform: z.enum(["cluster"], { error: 'must be "cluster"' }),
  cluster,
  backend: service("backend", { cpu: "100m", memory: "128Mi" }).prefault({}),
  frontend: service("frontend", { cpu: "50m", memory: "64Mi" }).prefault({}),
  database: group({
    ...image("database"),
    /** Size of the volume, in GiB; can grow later, never shrink. */
    storageGiB: integer(1, 16384).default(20),
    cpu: cpu.default("250m"),
    /** At least what MySQL needs to start its data dictionary with room to work. */
    memory: memory
      .refine((quantity) => mebibytes(quantity) >= 512, { error: "must be at least 512Mi" })
      .default("1Gi"),
    /** Refuse every change that would delete the data, "pulumi destroy" included. */
    protect: z.boolean({ error: "must be true or false" }).default(true),
  }).prefault({}),
  proxy: group({
    minReplicas: integer(1, 20).default(3),
    cpu: cpu.default("100m"),
    memory: memory.default("256Mi"),
    /** Requests that one client address may send in ten seconds to one proxy; more are answered with 429. */
    rateLimit: integer(10, 1_000_000).default(500),
    /** Where HAProxy's chart comes from, for a mirror: a chart repository, an oci:// address or a folder. */
    chartRepository: path.optional(),
    /** HAProxy's image without its tag, for a mirror. */
    image: imageName.optional(),
  }).prefault({}),
  build: group({
    /** Network of the build's steps; "host" where they need the machine's own network or proxy. */
    network: z
      .enum(["default", "host", "none"], { error: "must be default, host or none" })
      .default("default"),
  }).prefault({}),
});

/** Everything an operator can set, checked and with its defaults filled in. */
export type Config = z.infer<typeof schema>;

/**
 * Reads the stack's configuration: the only place that does.
 *
 * Throws a RunError that lists every wrong, missing or unknown key, one sentence each.
 */
export function readConfig(): Config {
  const settings = new pulumi.Config();
  const parsed = schema.safeParse(given(settings));
  if (!parsed.success) throw new pulumi.RunError(parsed.error.issues.flatMap(sentences(settings)).join("\n"));
  return parsed.data;
}

/** The project's keys as plain values: objects from their JSON text, everything else as it is. */
function given(settings: pulumi.Config): Record<string, unknown> {
  const prefix = `${settings.name}:`;
  const keys = Object.keys(pulumi.runtime.allConfig()).filter((key) => key.startsWith(prefix));
  return Object.fromEntries(
    keys.map((key) => [key.slice(prefix.length), value(settings, key.slice(prefix.length))]),
  );
}

function value(settings: pulumi.Config, key: string): unknown {
  const raw = settings.require(key);
  try {
    return JSON.parse(raw);
  } catch {
    return raw;
  }
}

/** One sentence per problem: the key, what is wrong with its value, what to do. */
const sentences =
  (settings: pulumi.Config) =>
  (issue: z.core.$ZodIssue): string[] => {
    const key = keyOf(settings.name, issue.path);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((name) => {
        const unknown = keyOf(settings.name, [...issue.path, name]);
        return `${unknown} is not a known key: correct its spelling or remove it from the stack's configuration.`;
      });
    }
    const found = issue.path.reduce<unknown>(
      (at, step) => (at as Record<PropertyKey, unknown> | undefined)?.[step],
      given(settings),
    );
    const fix = isAboutGroup(issue)
      ? "write its keys below it in the stack's file"
      : `set it with "pulumi config set --path '${key}' <value>"`;
    if (found === undefined) return [`${key} is missing, and ${issue.message}: ${fix}.`];
    if (issue.path.length === 1 && issue.code === "custom") return [`${key} ${issue.message}.`];
    return [`${key} ${issue.message}, got ${JSON.stringify(found)}: ${fix}.`];
  };

const isAboutGroup = (issue: z.core.$ZodIssue) =>
  issue.code === "invalid_type" && (issue.expected === "object" || issue.expected === "record");

/** A key as operators write it: "blog:backend" or "blog:backend.minReplicas". */
function keyOf(project: string, path: readonly PropertyKey[]): string {
  return `${project}:${path.map(String).join(".")}`;
}
