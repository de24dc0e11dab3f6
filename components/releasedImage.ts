import * as pulumi from "@pulumi/pulumi";
import { committedAs } from "./git/gitSources";
import { History } from "./history";
import { Image, Repository, Sources } from "./image";
import { requirePlatform } from "./imagePlatform";
import { earlier, ImagePlan } from "./imagePlan";
import { Release, revisionOf, schemaRangeOf } from "./releases";

export interface ReleasedImageArgs {
  readonly service: string;
  readonly sources: Sources;
  readonly repository: Repository;
  readonly plan: ImagePlan;
  readonly history: History;
  /** Network of the build's steps. */
  readonly network: "default" | "host" | "none";
}

/** An image that pods may run: it is in its registry, and the nodes can run it. */
export interface ReleasedImage {
  /** `repository@sha256:…`: what pods run; a tag could be moved, a digest cannot. */
  readonly reference: pulumi.Output<string>;
  readonly release: pulumi.Output<Release>;
  /** What pods are told that they are. */
  readonly version: pulumi.Output<string>;
  /** Number of the rollout that brings it. */
  readonly revision: pulumi.Output<number>;
  /** Whether the stack's configuration holds the service to it. */
  readonly pinned: boolean;
  /** For the next update, if the image was declared. */
  readonly built?: ImagePlan["build"];
}

/** Takes an image from its registry, or declares it where it has to be built. */
export function releasedImage(args: ReleasedImageArgs): ReleasedImage {
  const { service, sources, repository, plan, network } = args;
  const { decision, build } = plan;
  if (decision.kind === "reference") {
    return checked(args, pulumi.interpolate`${repository.url}@${decision.digest}`);
  }
  if (build === undefined) throw new Error(`${service} is to be built, and its plan does not say how.`);
  const { tag, round } = build;
  const image = new Image(service, { ...sources, tag, repository, network, round });
  return { ...checked(args, image.reference), built: build };
}

function checked(args: ReleasedImageArgs, image: pulumi.Output<string>): ReleasedImage {
  const release = image.apply((reference) => releaseOf(args, reference.split("@")[1] ?? ""));
  return {
    pinned: args.plan.pinned,
    // Pods see the image only after it was checked.
    reference: pulumi.all([image, release]).apply(([reference]) => reference),
    release,
    version: release.apply(({ tag, digest }) => tag ?? digest.slice("sha256:".length).slice(0, 12)),
    revision: release.revision,
  };
}

/** What is said of an image for ever; an image that ran before was looked at then. */
async function releaseOf(args: ReleasedImageArgs, digest: string): Promise<Release> {
  const { service, sources, plan, history } = args;
  const { time } = history;
  const before = earlier(history, service, digest);
  const revision = revisionOf(history.releases, service, digest);
  if (before) return { ...before, time, revision };
  const image = await plan.client.imageOf(digest);
  if (image === undefined) {
    throw new pulumi.RunError(
      `Image ${plan.client.name}@${digest} is not in its registry: run "pulumi up" again to build it.`,
    );
  }
  requirePlatform(`${plan.client.name}@${digest}`, image.platform);
  const schema = schemaRangeOf(image.labels);
  const commit = plan.tag === undefined ? undefined : committedAs(sources, plan.tag)?.id;
  return {
    service,
    digest,
    time,
    revision,
    ...(plan.tag !== undefined && { tag: plan.tag }),
    ...(commit !== undefined && { commit }),
    ...(schema && { schema }),
  };
}
