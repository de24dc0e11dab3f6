import { ancestorsOf, Inputs } from "../resource";
import { Rule } from "../rule";

const SERVICE = "kubernetes:core/v1:Service";
const INGRESSES = ["Ingress", "Gateway"];
const EDGE = "blog:index:ReverseProxy";
const SITE = [80, 443];

/** HAProxy is where clients are limited, logged and kept from what is not for them. */
export const publicServices: Rule = {
  name: "public-services",
  description: "Readers reach the proxy on ports 80 and 443, and nothing else in the cluster.",
  *examine({ type, urn, inputs }) {
    const kind = type.split(":").at(-1) ?? "";
    if (type.startsWith("kubernetes:") && INGRESSES.includes(kind)) {
      yield `is a way into the cluster beside the proxy: make it a route of the proxy`;
    }
    if (type !== SERVICE) return;
    const { externalIPs = [], type: exposure = "ClusterIP" } = inputs.spec ?? {};
    if (externalIPs.length > 0)
      yield "takes in what is sent to addresses outside of the cluster: leave externalIPs out";
    if (exposure !== "LoadBalancer" && exposure !== "NodePort") return;
    if (!ancestorsOf(urn).includes(EDGE)) {
      yield `is a ${exposure}, which is reached without the proxy: make it a ClusterIP and a route of the proxy`;
      return;
    }
    const others = portsOf(inputs).filter((port) => !SITE.includes(port));
    if (others.length > 0)
      yield `opens port ${others.join(" and ")} to readers: leave only ${SITE.join(" and ")}`;
  },
};

const portsOf = (inputs: Inputs): number[] =>
  ((inputs.spec?.ports ?? []) as { port: number }[]).map(({ port }) => port);
