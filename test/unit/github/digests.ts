import { Digest, Step } from "../../../commands/github/digest";

export const urn = (type: string, name: string) => `urn:pulumi:prod::blog::${type}::${name}`;

export const step = (op: string, type: string, name: string, more: Partial<Step> = {}): Step => ({
  op,
  urn: urn(type, name),
  ...more,
});

export const digestOf = (steps: Step[], ...said: [severity: string, message: string][]): Digest => ({
  steps,
  diagnostics: said.map(([severity, message]) => ({ severity, message })),
});

export const CLUSTER = "blog:platform:Aws$blog:aws:Cluster$aws:eks/cluster:Cluster";
export const DEPLOYMENT = "blog:index:Service$kubernetes:apps/v1:Deployment";
export const IMAGE = "blog:index:Image$docker:index/image:Image";
