import { mock } from "node:test";
import { tagOf } from "../../components/image";
import { forEachImage, ImageName } from "../../components/platform/platform";
import { Deployed, DEPLOYMENT, podOf, Situation, STATEFUL_SET } from "./harness";
import { FakeImage, putImage } from "./registry/images";
import { changed, committed } from "./stacks";

export const REPOSITORY = "127.0.0.1:5001/blog";
export const OLD = "3f2a9c1d04be";
export const ALL = ["backend", "database", "frontend"];
export const tags = forEachImage((service) => tagOf({ context: `dockerfiles/${service}`, buildArgs: {} }));

export const local = committed("local");
export const pinned = (tag: string, more: Situation = local) =>
  changed(more, { "blog:backend": { ...(JSON.parse(more.config["blog:backend"]) as object), tag } });

/** What an update tells its operator, for the tests of the suite that calls this: emptied before each of them. */
export function linesTold(): string[] {
  const lines: string[] = [];
  beforeEach(() => {
    lines.length = 0;
    for (const way of ["log", "warn"] as const) {
      mock.method(console, way, (line: string) => lines.push(line.replace(/^\w+: \[runtime\] /, "")));
    }
  });
  afterEach(() => mock.restoreAll());
  return lines;
}

/** What the resources of all images are called. */
export const named = (round = "") => ALL.map((service) => `${service}-${tags[service as ImageName]}${round}`);

export const tagsAndRounds = ({ outputs }: Deployed) => {
  const built = outputs.lastBuilt as Record<ImageName, { tag: string; round: number }>;
  return forEachImage((service) => ({ tag: built[service].tag, round: built[service].round }));
};

/** A registry with one image of each service, of the backend with more to it; its digests are written down. */
export function holding(
  images: Partial<Record<ImageName, string>>,
  digests: Record<string, string> = {},
  backend: FakeImage = {},
): NonNullable<Situation["registry"]> {
  return (registry) => {
    for (const [service, tag] of Object.entries(images)) {
      const image = service === "backend" ? { ...backend, tag } : { tag };
      digests[service] = putImage(registry.repository(`blog/${service}`), image);
    }
  };
}

export const running = (deployed: Deployed): Record<ImageName, string> => ({
  backend: podOf(deployed.one(DEPLOYMENT, "backend")).containers[0].image,
  frontend: podOf(deployed.one(DEPLOYMENT, "frontend")).containers[0].image,
  database: podOf(deployed.one(STATEFUL_SET, "database")).containers[0].image,
});

export const versionOf = (deployed: Deployed) =>
  podOf(deployed.one(DEPLOYMENT, "backend")).containers[0].env.find(
    ({ name }: { name: string }) => name === "VERSION",
  ).value as string;

export const revisionOf = (deployed: Deployed, service: string) =>
  deployed.one(DEPLOYMENT, service).inputs.spec.template.metadata.annotations[
    "blog-stack/revision"
  ] as string;
