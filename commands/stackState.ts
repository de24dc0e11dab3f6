import { Deployment } from "@pulumi/pulumi/automation";

/** What the state of a stack says of its last update. */
export interface StackState {
  /** Outputs by name; empty if nothing was deployed. */
  readonly outputs: Outputs;
  /** Names of the Deployments whose pods did not become ready. */
  readonly unready: ReadonlySet<string>;
  /** Whether the update ended while something was being changed. */
  readonly interrupted: boolean;
}

/** Outputs of a stack, as the Automation API has them too. */
export type Outputs = Readonly<Record<string, { readonly value: unknown }>>;

/** Reads a state in the form of "pulumi stack export"; before the first update some backends have none. */
export function stateIn({ deployment }: Deployment): StackState {
  const { resources = [], pending_operations: pending = [] } = (deployment ?? {}) as Stored;
  const stack = resources.find(({ type }) => type === "pulumi:pulumi:Stack");
  const unready = resources.filter(
    ({ type, initErrors = [] }) => type === "kubernetes:apps/v1:Deployment" && initErrors.length > 0,
  );
  return {
    outputs: Object.fromEntries(
      Object.entries(stack?.outputs ?? {}).map(([name, value]) => [name, { value }]),
    ),
    unready: new Set(unready.map(({ urn }) => urn.split("::").at(-1) ?? "")),
    interrupted: pending.length > 0,
  };
}

interface Stored {
  readonly resources?: readonly {
    readonly urn: string;
    readonly type: string;
    readonly outputs?: Readonly<Record<string, unknown>>;
    readonly initErrors?: readonly string[];
  }[];
  readonly pending_operations?: readonly unknown[];
}
