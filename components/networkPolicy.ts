import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";

type NetworkPolicySpec = k8s.types.input.networking.v1.NetworkPolicySpec;
type Labels = Readonly<Record<string, string>>;

/** Pods at the other end of a connection. */
export interface Peer {
  readonly labels: Labels;
  /** Namespace of those pods. @default the namespace of the policy */
  readonly namespace?: pulumi.Input<string>;
}

/** A connection that a pod may open. */
export interface Egress {
  readonly to: Peer;
  readonly port: number;
}

/** The rules of one component's pods: who may reach their port, and what they may reach. */
export interface PodRules {
  readonly pods: Labels;
  readonly port: number;
  readonly from: readonly Peer[];
  readonly to: readonly Egress[];
  /** Address of the cluster's DNS, where it does not run as pods. @default pods of kube-system */
  readonly dnsAddress?: string;
}

/** The NetworkPolicy that lets exactly these connections through, and DNS if any name has to be looked up. */
export function networkPolicySpec(rules: PodRules): NetworkPolicySpec {
  return {
    podSelector: { matchLabels: rules.pods },
    policyTypes: ["Ingress", "Egress"],
    // A rule with an empty list of peers would let everyone in.
    ingress:
      rules.from.length === 0
        ? []
        : [{ from: rules.from.map(peer), ports: [{ protocol: "TCP", port: rules.port }] }],
    egress: rules.to.length === 0 ? [] : [dns(rules.dnsAddress), ...rules.to.map(egress)],
  };
}

const DNS_PODS = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

const dns = (address?: string) => ({
  to: [address === undefined ? DNS_PODS : { ipBlock: { cidr: `${address}/32` } }],
  // Answers that do not fit a datagram come over TCP.
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
});

const egress = ({ to, port }: Egress) => ({ to: [peer(to)], ports: [{ protocol: "TCP", port }] });

function peer({ labels, namespace }: Peer) {
  const podSelector = { matchLabels: labels };
  if (namespace === undefined) return { podSelector };
  return { podSelector, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace } } };
}
