import { blog } from "./hooks";

export interface Pod {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly containers: readonly { readonly image: string }[] };
  readonly status: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}

/** All pods of a service, those on their way out too. */
export async function allPodsOf(service: string): Promise<Pod[]> {
  const selector = `--selector=app.kubernetes.io/name=${service}`;
  const json = await blog().kubectl("get", "pods", "--namespace=blog", selector, "--output=json");
  return (JSON.parse(json) as { items: Pod[] }).items;
}

/** Pods of a service that are not on their way out. */
export const podsOf = async (service: string): Promise<Pod[]> =>
  (await allPodsOf(service)).filter(({ metadata }) => metadata.deletionTimestamp === undefined);

export const uidsOf = async (service: string): Promise<string[]> => uids(await podsOf(service));

export const uids = (pods: readonly Pod[]) => pods.map(({ metadata }) => metadata.uid).sort();
