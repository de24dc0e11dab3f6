import { AwsAccount } from "./awsAccount";
import { awsOutputs } from "./awsOutputs";

/** What the providers put in that only they can know. */
export interface Providers {
  readonly account: Pick<AwsAccount, "number" | "region">;
  /** Builds and pushes an image; returns its reference by digest. */
  readonly push: (imageName: string) => string;
  /** What Kubernetes calls an object that the program gives no name. */
  readonly nameFor: (name: string) => string;
}

/** What a provider would know of a resource, its inputs included. */
export function outputsOf(
  providers: Providers,
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  if (type.startsWith("aws:")) return { ...inputs, ...awsOutputs(providers.account, type, name, inputs) };
  const named = withName(providers.nameFor(name), inputs);
  switch (type) {
    case "docker:index/image:Image":
      return { ...inputs, repoDigest: providers.push(String(inputs.imageName)) };
    case "random:index/randomPassword:RandomPassword":
      return { ...inputs, result: "generated" };
    case "kubernetes:core/v1:Service":
      return { ...named, status: { loadBalancer: { ingress: [{ hostname: "edge.example.net" }] } } };
    default:
      return named;
  }
}

/** Kubernetes gives an object without a name one of its own. */
function withName(name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const metadata = inputs.metadata as Record<string, unknown> | undefined;
  return metadata ? { ...inputs, metadata: { name, ...metadata } } : inputs;
}
