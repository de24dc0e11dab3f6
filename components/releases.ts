import { z } from "zod";

const schemaRange = z.object({ min: z.number(), max: z.number() });

const release = z.object({
  /** Image that ran: "backend", "frontend" or "database". */
  service: z.string(),
  /** Content tag; absent where a digest was pinned that no earlier release had. */
  tag: z.string().optional(),
  digest: z.string(),
  /** Commit of the sources; absent where they were not committed. */
  commit: z.string().optional(),
  /** Time of the update that began to run it, in UTC. */
  time: z.string(),
  /** Which rollout of the service it was, counted from 1; going back counts as one as well. */
  revision: z.number().default(0),
  /** Versions of the database's schema that it works with; absent where it does not care. */
  schema: schemaRange.optional(),
});

/** One image that ran, from the update that brought it until the one that replaced it. */
export type Release = z.infer<typeof release>;
export type SchemaRange = z.infer<typeof schemaRange>;

/** Reads releases from an output of the stack; what is none of them is left out, as from an older version of it. */
export function releasesIn(output: unknown): Release[] {
  if (!Array.isArray(output)) return [];
  return output.flatMap((entry) => {
    const parsed = release.safeParse(entry);
    return parsed.success ? [parsed.data] : [];
  });
}

/** The release that runs; the newest one of the service. */
export const running = (releases: readonly Release[], service: string) =>
  releases.find((entry) => entry.service === service);

/** Number of the rollout that brings an image to a service: the running one's, if that is the same image. */
export function revisionOf(releases: readonly Release[], service: string, digest: string): number {
  const now = running(releases, service);
  if (now === undefined) return 1;
  return now.digest === digest ? now.revision : now.revision + 1;
}

/** The releases with those added that are new, the newest first; of each service at most `depth`. */
export function recorded(before: readonly Release[], current: readonly Release[], depth: number): Release[] {
  const added = current.filter(({ service, digest }) => running(before, service)?.digest !== digest);
  const count = new Map<string, number>();
  return [...added, ...before].filter(({ service }) => {
    const sofar = (count.get(service) ?? 0) + 1;
    count.set(service, sofar);
    return sofar <= depth;
  });
}

/** What an image's labels say of the schema, in whole numbers; undefined if they say nothing that makes sense. */
export function schemaRangeOf(labels: Readonly<Record<string, string>>): SchemaRange | undefined {
  const [min, max] = ["min", "max"].map((end) => {
    const label = labels[`blog-stack.schema.${end}`] ?? "";
    return /^\d{1,9}$/.test(label) ? Number(label) : NaN;
  });
  return min <= max ? { min, max } : undefined;
}
