import { podsOf } from "../pods";
import { UNKNOWN } from "../resource";
import { Rule } from "../rule";

const IMAGE = "docker:index/image:Image";
const LABEL = "kubernetes.io/arch";

/** An image for the processor of whoever builds it would run nowhere else. */
export const amd64: Rule = {
  name: "amd64",
  description: "Images are built for linux/amd64, and pods run on such nodes.",
  *examine(resource) {
    const platform = resource.inputs.build?.platform;
    if (resource.type === IMAGE && platform !== "linux/amd64" && platform !== UNKNOWN) {
      yield `is built for ${platform ?? "the platform of the machine that builds it"}: set build.platform to "linux/amd64"`;
    }
    const pods = podsOf(resource);
    if (!pods) return;
    const wanted = pods.spec.nodeSelector?.[LABEL];
    if (wanted !== "amd64" && wanted !== UNKNOWN) {
      yield `lets its pods onto nodes of ${wanted ?? "any processor"}: set "${LABEL}: amd64" in their nodeSelector`;
    }
  },
};
