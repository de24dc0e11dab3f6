import { awsAnswer, awsOutputs } from "./awsStubs";

/** What a provider would add to the inputs of a resource, by its type. */
export function stubOutputs(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
): Record<string, unknown> {
  if (type.startsWith("aws:")) return { ...inputs, ...awsOutputs(type, name, inputs) };
  switch (type) {
    case "docker:index/image:Image":
      return { ...inputs, repoDigest: `${repositoryOf(inputs.imageName)}@sha256:${"0".repeat(64)}` };
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

const repositoryOf = (imageName: unknown) => String(imageName).replace(/:[^:/]*$/, "");

/** Kubernetes gives an object without a name one of its own. */
function named(inputs: Record<string, unknown>): Record<string, unknown> {
  const metadata = inputs.metadata as Record<string, unknown> | undefined;
  return metadata ? { ...inputs, metadata: { name: "generated-name", ...metadata } } : inputs;
}
