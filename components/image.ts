import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { readBuildContext } from "./buildContext";
import { contentTag, PLATFORM } from "./contentTag";

/** Where images of one service are pushed to and pulled from. */
export interface Repository {
  /** Registry host and path, without a tag. */
  readonly url: pulumi.Input<string>;
  /** Login of the registry; absent means that it needs none. */
  readonly login?: {
    readonly server: pulumi.Input<string>;
    readonly username: pulumi.Input<string>;
    readonly password: pulumi.Input<string>;
  };
}

/** What an image is made of. */
export interface Sources {
  /** Folder that holds the Dockerfile and all that it copies, relative to the project. */
  readonly context: string;
  /** Build arguments of the Dockerfile. They end up in the image's history: never a secret. */
  readonly buildArgs: Readonly<Record<string, string>>;
}

export interface ImageArgs extends Sources {
  /** Tag that names the content of the sources. */
  readonly tag: string;
  readonly repository: Repository;
  /** Network of the build's steps. @default "default" */
  readonly network?: "default" | "host" | "none";
}

/** The tag that the content of an image's sources decides. Throws a RunError if the context or its Dockerfile is missing. */
export const tagOf = ({ context, buildArgs }: Sources) =>
  contentTag({ ...readBuildContext(context), buildArgs });

/** An amd64 image, built from its context and pushed under a tag that names its content. */
export class Image extends pulumi.ComponentResource {
  /** `repository@sha256:…`: what pods run; a tag could be moved, a digest cannot. */
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: ImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:Image", name, {}, opts);
    const { tag, context, repository, buildArgs, network = "default" } = args;

    const built = new docker.Image(
      name,
      {
        imageName: pulumi.interpolate`${repository.url}:${tag}`,
        build: { context, dockerfile: `${context}/Dockerfile`, platform: PLATFORM, args: buildArgs, network },
        registry: repository.login,
      },
      // An image that was once released stays in its repository: it is what a rollback goes back to.
      { parent: this, retainOnDelete: true },
    );

    this.reference = built.repoDigest;
    this.registerOutputs({ reference: this.reference });
  }
}
