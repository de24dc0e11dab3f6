import { FakeRegistry } from "./registry/fakeRegistry";
import { putImage } from "./registry/images";
import { awsAnswer, awsOutputs } from "./awsStubs";

/** What a provider would add to the inputs of a resource, by its type. */
export function stubOutputs(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  registry: FakeRegistry,
): Record<string, unknown> {
  if (type.startsWith("aws:")) return { ...inputs, ...awsOutputs(type, name, inputs) };
  switch (type) {
    case "docker:index/image:Image":
      return { ...inputs, repoDigest: pushed(String(inputs.imageName), registry) };
    case "random:index/randomPassword:RandomPassword":
      return { ...inputs, result: "generated" };
    case "kubernetes:core/v1:Service":
      return { ...named(inputs), status: { loadBalancer: { ingress: [{ hostname: "edge.example.net" }] } } };
    default:
      return named(inputs);
  }
}

/** What a provider would answer to a question; undefined if nobody should ask it. */
export const stubAnswer = awsAnswer;

/** Puts an image under its name into the registry; returns its reference by digest. */
function pushed(imageName: string, registry: FakeRegistry): string {
  const [, name = "", path = "", tag = ""] = /^([^/]+\/(.+)):([^:/]+)$/.exec(imageName) ?? [];
  return `${name}@${putImage(registry.repository(path), { tag })}`;
}

/** Kubernetes gives an object without a name one of its own. */
function named(inputs: Record<string, unknown>): Record<string, unknown> {
  const metadata = inputs.metadata as Record<string, unknown> | undefined;
  return metadata ? { ...inputs, metadata: { name: "generated-name", ...metadata } } : inputs;
}
