import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";
import { readBuildContext } from "./buildContext";
import { contentTag, PLATFORM } from "./contentTag";
import { Login } from "./registry/authorization";

/** Where a registry is asked about images of one service. */
export interface RepositoryAccess {
  /** Registry host and path, without a tag. */
  readonly name: string;
  /** Login of the registry. @default the one that "docker login" left */
  readonly login?: Login;
}

/** Where images of one service are pushed to and pulled from. */
export interface Repository {
  /** Registry host and path, without a tag; known once the repository is there. */
  readonly url: pulumi.Input<string>;
  /** Login of the registry. @default the one that "docker login" left */
  readonly login?: Login;
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
  /** Counts up when its registry has lost the image: the provider does not look there. @default 0 */
  readonly round?: number;
}

/** The tag that the content of an image's sources decides. Throws a RunError if the context or its Dockerfile is missing. */
export const tagOf = ({ context, buildArgs }: Sources) =>
  contentTag({ ...readBuildContext(context), buildArgs });

/** An amd64 image, built from its context and pushed under a tag that names its content. */
export class Image extends pulumi.ComponentResource {
  /** `repository@sha256:…` */
  readonly reference: pulumi.Output<string>;

  constructor(name: string, args: ImageArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:index:Image", name, {}, opts);
    const { tag, context, repository, buildArgs, network = "default", round = 0 } = args;

    const built = new docker.Image(
      // Another content is another image. One that failed on its way to the pods leaves the one of before as it was
      // declared, so that going back to that builds and pushes nothing.
      round === 0 ? `${name}-${tag}` : `${name}-${tag}-${round}`,
      {
        imageName: pulumi.interpolate`${repository.url}:${tag}`,
        build: { context, dockerfile: `${context}/Dockerfile`, platform: PLATFORM, args: buildArgs, network },
        registry: repository.login && {
          server: pulumi.output(repository.url).apply((url) => url.split("/")[0]),
          username: repository.login.username,
          password: pulumi.secret(repository.login.password),
        },
      },
      {
        parent: this,
        // An image that was once released stays in its repository: it is what a rollback goes back to.
        retainOnDelete: true,
      },
    );

    this.reference = built.repoDigest;
    this.registerOutputs({ reference: this.reference });
  }
}
