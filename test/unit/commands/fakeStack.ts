import { EngineEvent, OpType, OutputMap, PreviewOptions, Stack, UpOptions } from "@pulumi/pulumi/automation";

const URN = (type: string, name: string) => `urn:pulumi:test::blog::blog:index:Service$${type}::${name}`;
const DEPLOYMENT = URN("kubernetes:apps/v1:Deployment", "backend");

/** Events of an engine that works on a Deployment. */
export const begun = (op: OpType = "update") =>
  ({ resourcePreEvent: { metadata: { op, urn: DEPLOYMENT } } }) as unknown as EngineEvent;
export const finished = (op: OpType = "update") =>
  ({ resOutputsEvent: { metadata: { op, urn: DEPLOYMENT } } }) as unknown as EngineEvent;
export const complaint = (message: string, about = "") =>
  ({ diagnosticEvent: { severity: "error", message, urn: about } }) as unknown as EngineEvent;
export const aboutDeployment = (message: string) => complaint(message, DEPLOYMENT);

/** A stack whose engine reports some events, then ends well or with an error. */
export function fakeStack(
  events: readonly EngineEvent[],
  end: { outputs?: OutputMap; error?: Error; onStart?: (options: UpOptions) => void } = {},
): Stack {
  const run = (options: UpOptions & PreviewOptions) => {
    end.onStart?.(options);
    for (const event of events) options.onEvent?.(event);
    return end.error ? Promise.reject(end.error) : Promise.resolve({ outputs: end.outputs ?? {} });
  };
  return { name: "test", up: run, preview: run } as unknown as Stack;
}
