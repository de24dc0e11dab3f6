import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Repository } from "../../image";
import { forEachImage, ImageName } from "../platform";

export interface RegistryArgs {
  /** Prefix of the repositories' names. */
  readonly prefix: string;
  /** Images that each repository keeps: as far back as a rollback can go. */
  readonly rollbackDepth: number;
  readonly keyArn: pulumi.Input<string>;
  readonly login: RegistryLogin;
  /** Refuse to delete repositories that hold images. */
  readonly protect: boolean;
}

/** Where images stay: a tag never moves, and the newest of them are kept. */
export class Registry extends pulumi.ComponentResource {
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  readonly repositoryArns: pulumi.Output<string>[];

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Registry", name, {}, opts);

    const repositories = forEachImage((image) => this.repository(image, args));
    const { login } = registryAccess(args);
    this.repositories = forEachImage((image) => ({ url: repositories[image].repositoryUrl, login }));
    this.repositoryArns = Object.values(repositories).map(({ arn }) => arn);
    this.registerOutputs();
  }

  private repository(image: ImageName, args: RegistryArgs): aws.ecr.Repository {
    const repository = new aws.ecr.Repository(
      image,
      {
        name: `${args.prefix}/${image}`,
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }],
        forceDelete: !args.protect,
      },
      { parent: this, protect: args.protect },
    );
    new aws.ecr.LifecyclePolicy(
      image,
      { repository: repository.name, policy: JSON.stringify(lifecycle(args.rollbackDepth)) },
      { parent: this },
    );
    return repository;
  }
}

/** The account's registry as AWS hands it out. */
export interface RegistryLogin {
  readonly userName: string;
  readonly password: string;
  /** The registry's address. */
  readonly proxyEndpoint: string;
}

/** Where the repositories are, or will be, and the login to them. */
export function registryAccess({ prefix, login }: Pick<RegistryArgs, "prefix" | "login">) {
  const host = new URL(login.proxyEndpoint).host;
  return {
    nameOf: (image: ImageName) => `${host}/${prefix}/${image}`,
    login: { username: login.userName, password: login.password },
  };
}

/** Nothing expires by age: the image that runs today may be the oldest. */
const lifecycle = (rollbackDepth: number) => ({
  rules: [
    {
      rulePriority: 1,
      description: "What a push left behind half-way",
      selection: {
        tagStatus: "untagged",
        countType: "sinceImagePushed",
        countUnit: "days",
        countNumber: 7,
      },
      action: { type: "expire" },
    },
    {
      rulePriority: 2,
      description: "As far back as a rollback can go",
      selection: {
        tagStatus: "tagged",
        tagPatternList: ["*"],
        countType: "imageCountMoreThan",
        countNumber: rollbackDepth,
      },
      action: { type: "expire" },
    },
  ],
});
