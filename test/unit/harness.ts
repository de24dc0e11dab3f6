import * as pulumi from "@pulumi/pulumi";
import { FakeRegistry } from "./registry/fakeRegistry";
import { stubAnswer, stubOutputs } from "./stubs";

export const IMAGE = "docker:index/image:Image";
export const DEPLOYMENT = "kubernetes:apps/v1:Deployment";
export const STATEFUL_SET = "kubernetes:apps/v1:StatefulSet";
export const SERVICE = "kubernetes:core/v1:Service";
export const SECRET = "kubernetes:core/v1:Secret";
export const CLAIM = "kubernetes:core/v1:PersistentVolumeClaim";
export const CONFIG_MAP = "kubernetes:core/v1:ConfigMap";
export const NAMESPACE = "kubernetes:core/v1:Namespace";
export const NETWORK_POLICY = "kubernetes:networking.k8s.io/v1:NetworkPolicy";
export const AUTOSCALER = "kubernetes:autoscaling/v2:HorizontalPodAutoscaler";
export const DISRUPTION_BUDGET = "kubernetes:policy/v1:PodDisruptionBudget";
export const RELEASE = "kubernetes:helm.sh/v3:Release";
export const PASSWORD = "random:index/randomPassword:RandomPassword";
export const KUBERNETES_PROVIDER = "pulumi:providers:kubernetes";

/** A Pulumi program: the function that index.ts exports. */
export type Program = () => Promise<Record<string, unknown>>;

/** A resource as the program declared it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  /** Inputs in plain form; what was secret is listed in `secrets`. */
  readonly inputs: any;
  /** Paths of the inputs that were secret. */
  readonly secrets: readonly string[];
  readonly custom: boolean;
  readonly provider: string;
  readonly opts: pulumi.ResourceOptions;
}

/** What a workload's pods are made from. */
export const podOf = (workload: Declared) => workload.inputs.spec.template.spec;

export const names = (resources: readonly Declared[]) => resources.map(({ name }) => name).sort();

export interface Deployed {
  readonly resources: readonly Declared[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The one resource of a type and name; throws if there is none or another of the same. */
  one(type: string, name: string): Declared;
  all(type: string): readonly Declared[];
}

export interface Situation {
  readonly config: Readonly<Record<string, string>>;
  readonly stack: string;
  /** Nothing has an id or an output yet. @default false */
  readonly preview?: boolean;
  /** Outputs of the stack after its last update. @default there was none */
  readonly outputs?: Readonly<Record<string, unknown>>;
  /** Puts images into the registry beforehand, whatever its address is. @default it is empty */
  readonly registry?: (registry: FakeRegistry) => void;
}

/**
 * Runs a program against mocks and waits until all of it is declared.
 *
 * Throws what the program throws, also where it throws inside of an output, and if a resource was declared twice or
 * never arrived: without that these would pass in silence.
 */
export async function deploy(program: Program, situation: Situation): Promise<Deployed> {
  const arrived: Omit<Declared, "opts">[] = [];
  const announced: { type: string; name: string; opts: pulumi.ResourceOptions }[] = [];
  const failures: unknown[] = [];
  const registry = new FakeRegistry();
  await registry.start();
  situation.registry?.(registry);
  const restoreFetch = redirectTo(registry);
  const onRejection = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", onRejection);
  try {
    await pulumi.runtime.setMocks(
      {
        newResource: (args) => {
          arrived.push({
            type: args.type,
            name: args.name,
            ...reveal(args.inputs),
            custom: args.custom ?? false,
            provider: args.provider ?? "",
          });
          if (situation.preview) return { id: undefined, state: args.inputs as object };
          return {
            id: `${args.name}-id`,
            state: stubOutputs(args.type, args.name, args.inputs as Record<string, unknown>, registry),
          };
        },
        call: (args) => {
          if (args.token === "pulumi:pulumi:readStackOutputs") return { outputs: situation.outputs ?? {} };
          const answer = stubAnswer(args.token, args.inputs as Record<string, unknown>);
          if (answer) return answer;
          const failure = new Error(`The program called ${args.token}, which the tests know nothing of.`);
          failures.push(failure);
          throw failure;
        },
      },
      "blog",
      situation.stack,
      situation.preview ?? false,
      "organization",
    );
    pulumi.runtime.setAllConfig(situation.config);
    const outputs = await run(program, (type, name, opts) => announced.push({ type, name, opts }));
    if (failures.length > 0) throw failures[0];

    const resources = announced.map(({ type, name, opts }) => ({ ...only(arrived, type, name), opts }));
    return {
      resources,
      outputs,
      one: (type, name) => only(resources, type, name),
      all: (type) => resources.filter((resource) => resource.type === type),
    };
  } finally {
    process.off("unhandledRejection", onRejection);
    restoreFetch();
    await registry.stop();
  }
}

/** Lets every question to a registry reach this one; returns what undoes it. */
function redirectTo({ host }: FakeRegistry): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    return original(`http://${host}${pathname}${search}`, init);
  };
  return () => {
    globalThis.fetch = original;
  };
}

async function run(
  program: Program,
  announce: (type: string, name: string, opts: pulumi.ResourceOptions) => void,
): Promise<Record<string, unknown>> {
  const outputs = (await pulumi.runtime.runInPulumiStack(() => {
    pulumi.runtime.registerStackTransformation((args) => {
      announce(args.type, args.name, args.opts);
      return undefined;
    });
    return program();
  })) as pulumi.Output<Record<string, unknown>> | undefined;
  // Waits until no registration is in flight; a rejection nobody handled is reported one turn later.
  await pulumi.runtime.disconnect();
  await new Promise(setImmediate);
  return (await plain(pulumi.output(outputs))) ?? {};
}

function only<T extends { type: string; name: string }>(
  resources: readonly T[],
  type: string,
  name: string,
): T {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  if (found.length !== 1) {
    const names = resources.filter((resource) => resource.type === type).map((resource) => resource.name);
    throw new Error(`Found ${found.length} of ${type} "${name}"; there are: ${names.join(", ") || "none"}.`);
  }
  return found[0];
}

function plain<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(withUnknowns?: boolean): Promise<T> }).promise();
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Inputs without the wrapping of secrets, and the paths where they were. */
function reveal(inputs: unknown): { inputs: unknown; secrets: string[] } {
  const secrets: string[] = [];
  const unwrap = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => unwrap(item, `${path}[${index}]`));
    if (typeof value !== "object" || value === null) return value;
    const record = value as Record<string, unknown>;
    if (record[SIGNATURE] === SECRET_SIGNATURE) {
      secrets.push(path);
      return unwrap(record.value, path);
    }
    return Object.fromEntries(
      Object.entries(record).map(([key, item]) => [key, unwrap(item, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { inputs: unwrap(inputs, ""), secrets };
}
