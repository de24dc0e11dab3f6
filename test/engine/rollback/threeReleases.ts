import { deployed } from "../deployed";
import { changeBackend } from "../sources";
import { Workspace } from "../workspace";
import { backendImage } from "./running";

/** A stack whose backend was brought up from three sources in turn: A, then B, then C, which runs. */
export interface ThreeReleases {
  readonly workspace: Workspace;
  /** Content tag of A. */
  readonly tagA: string;
  /** What pods ran while A did: `repository@sha256:…`. */
  readonly imageA: string;
  readonly imageC: string;
}

const copies: Workspace[] = [];
let released: Promise<ThreeReleases> | undefined;

/** It is deployed once; each test gets a copy, and may do to it what it likes. */
export async function threeReleases(): Promise<ThreeReleases> {
  released ??= release();
  const releases = await released;
  const workspace = releases.workspace.copy();
  copies.push(workspace);
  return { ...releases, workspace };
}

/** The sources of A again, as a revert of the two commits after it would leave them. */
export function revertToA(workspace: Workspace): void {
  workspace.edit("dockerfiles/backend/main.go", (source) => source.replaceAll("// One line more.\n", ""));
}

async function release(): Promise<ThreeReleases> {
  const workspace = await deployed();
  const tagA = backendTags(workspace)[0];
  const imageA = backendImage(workspace);
  for (const name of ["B", "C"]) {
    changeBackend(workspace);
    const { code, output } = await workspace.up();
    if (code !== 0) throw new Error(`${name} did not come up: ${output}`);
  }
  return { workspace, tagA, imageA, imageC: backendImage(workspace) };
}

/** Tags of the backend that are in the registry, in the order in which they came. */
export const backendTags = ({ images }: Workspace) =>
  Object.keys(images).flatMap((name) => /^blog\/backend:(.+)$/.exec(name)?.[1] ?? []);

after(() => copies.forEach((workspace) => workspace.remove()));
