import { z } from "zod";
import { group, imageName, integer, path, text, url } from "./fields";

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

/** Keys of the platform "cluster": any Kubernetes, any registry. */
export const cluster = group({
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
