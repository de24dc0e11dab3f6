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
  }),
);

/** Images that an update declared, by service. */
export type Builds = z.infer<typeof builds>;

/** What the stack itself said after its last update; nothing before the first one. */
export class History extends pulumi.ComponentResource {
  /** Time of this update, in UTC. */
  readonly time = new Date().toISOString();
  /** All that ran, the newest first. */
  releases: readonly Release[] = [];
  /** Images that the last update declared. */
  lastBuilt: Builds = {};
  private readonly itself: pulumi.StackReference;

  private constructor() {
    super("blog:index:History", "history");
    const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
    this.itself = new pulumi.StackReference("itself", { name }, { parent: this });
    this.registerOutputs();
  }

  static async read(): Promise<History> {
    const history = new History();
    history.releases = releasesIn(await history.output("releases"));
    const parsed = builds.safeParse(await history.output("lastBuilt"));
    if (parsed.success) history.lastBuilt = parsed.data;
    return history;
  }

  private async output(name: string): Promise<unknown> {
    return (await this.itself.getOutputDetails(name)).value;
  }
}
