import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { Release, releasesIn } from "./releases";

const builds = z.record(
  z.string(),
  z.object({
    /** Content tag. */
    tag: z.string(),
    /** How often it had to be built again, because its registry had lost it. */
    round: z.number(),
    /** Repository and recipe that it was declared with. */
    recipe: z.string(),
  }),
);

/** Images that an update declared, by service. */
export type Builds = z.infer<typeof builds>;

/** What the stack itself said after its last update; nothing before the first one. */
export interface History {
  /** Time of this update, in UTC. */
  readonly time: string;
  /** All that ran, the newest first. */
  readonly releases: readonly Release[];
  /** Images that the last update declared. */
  readonly lastBuilt: Builds;
}

/** Asks the engine and declares nothing: a reference to itself would seem to have changed after each update. */
export async function readHistory(): Promise<History> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const answer = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name }, {})) as {
    readonly outputs?: Readonly<Record<string, unknown>>;
  };
  const { releases, lastBuilt } = answer.outputs ?? {};
  const parsed = builds.safeParse(lastBuilt);
  return {
    time: new Date().toISOString(),
    releases: releasesIn(releases),
    lastBuilt: parsed.success ? parsed.data : {},
  };
}
