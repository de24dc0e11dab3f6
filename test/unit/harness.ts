import { Declared as Simulated, Program, Setting } from "../../commands/plan/simulation/declared";
import { only, simulate } from "../../commands/plan/simulation/simulate";
import { FakeRegistry } from "./registry/fakeRegistry";
import { stubs } from "./stubs";

export type { Program };

/** A resource as the program declared it. */
export interface Declared extends Simulated {
  readonly inputs: any;
}

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

export interface Situation extends Setting {
  /** Puts images into the registry beforehand, whatever its address is. @default it is empty */
  readonly registry?: (registry: FakeRegistry) => void;
}

/**
 * Runs a program against mocks and a registry of this process, and waits until all of it is declared.
 *
 * Throws as `simulate` does.
 */
export async function deploy(program: Program, situation: Situation): Promise<Deployed> {
  const registry = new FakeRegistry();
  await registry.start();
  situation.registry?.(registry);
  const restoreFetch = redirectTo(registry);
  try {
    const { resources, outputs } = await simulate(program, situation, stubs(registry));
    return {
      resources,
      outputs,
      one: (type, name) => only(resources, type, name),
      all: (type) => resources.filter((resource) => resource.type === type),
    };
  } finally {
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
