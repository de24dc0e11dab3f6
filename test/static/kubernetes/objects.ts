import { kindOfToken } from "../../standins/kubernetes/token";
import { type Declared, type Deployed, RELEASE } from "../../unit/harness";
import { renderChart } from "./chart";

/** An object as it would be sent to the Kubernetes API. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** All objects that a stack makes in Kubernetes, those of its Helm releases included. */
export async function kubernetesObjects({ resources }: Deployed): Promise<KubernetesObject[]> {
  const declared = resources.filter(({ type, custom }) => custom && type.startsWith("kubernetes:"));
  const objects = await Promise.all(declared.map(objectsOf));
  return objects.flat();
}

const objectsOf = async (resource: Declared): Promise<KubernetesObject[]> =>
  resource.type === RELEASE ? renderChart(resource.inputs) : [objectOf(resource)];

/** What an object is called to which Kubernetes would give a name of its own. */
const UNNAMED = "generated-name";

const objectOf = ({ type, inputs }: Declared): KubernetesObject => ({
  ...inputs,
  ...kindOfToken(type),
  metadata: { name: UNNAMED, ...inputs.metadata },
});
