import { Rule } from "../rule";
import { open } from "./openNetworks";

const CLUSTER = "aws:eks/cluster:Cluster";

/** The login is then all that is left between the internet and the Kubernetes API. */
export const clusterEndpoint: Rule = {
  name: "cluster-endpoint",
  description: "The Kubernetes API is reached only from networks that are named.",
  *examine({ type, inputs }) {
    if (type !== CLUSTER || inputs.vpcConfig?.endpointPublicAccess === false) return;
    // EKS opens an endpoint that is told nothing else to everybody.
    const from = inputs.vpcConfig?.publicAccessCidrs ?? ["0.0.0.0/0"];
    if (!open(from)) return;
    yield 'opens the Kubernetes API to the whole internet: name the networks in blog:aws.apiAccess in place of "anywhere"';
  },
};
