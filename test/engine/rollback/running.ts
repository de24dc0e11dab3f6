import assert from "node:assert/strict";
import { Release } from "../../../components/releases";
import { Outcome } from "../outcome";
import { Workspace } from "../workspace";

/** Outputs of the stack that tell of its images. */
export interface ReleaseOutputs {
  readonly images: Readonly<Record<string, string>>;
  readonly releases: readonly Release[];
  readonly pinned: readonly string[];
  readonly lastBuilt: Readonly<Record<string, { readonly tag: string; readonly round: number }>>;
}

/** What the pods of the backend run. */
export const backendImage = (workspace: Workspace) =>
  workspace.object("Deployment", "backend").spec.template.spec.containers[0].image as string;

/** What the pods of the backend are told that they are. */
export function backendVersion(workspace: Workspace): string | undefined {
  const [container] = workspace.object("Deployment", "backend").spec.template.spec.containers;
  return (container.env as { name: string; value?: string }[]).find(({ name }) => name === "VERSION")?.value;
}

export async function outputsOf(workspace: Workspace): Promise<ReleaseOutputs> {
  const { resources = [] } = await workspace.state();
  return resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs as ReleaseOutputs;
}

/** Content tags of the backend's releases, the newest first. */
export const backendReleases = ({ releases }: ReleaseOutputs) =>
  releases.filter(({ service }) => service === "backend").map(({ tag }) => tag);

/** Brings the stack up, or fails the test. */
export async function up(workspace: Workspace, ...options: string[]): Promise<Outcome> {
  const outcome = await workspace.up(...options);
  assert.equal(outcome.code, 0, outcome.output);
  return outcome;
}

/** Another update would find nothing to do. */
export const isSettled = (workspace: Workspace) => up(workspace, "--expect-no-changes");
