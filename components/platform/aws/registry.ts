import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Repository } from "../../image";
import { ImageName, IMAGES } from "../platform";

export interface RegistryArgs {
  /** Prefix of the repositories' names. */
  readonly prefix: string;
  /** Images that each repository keeps: as far back as a rollback can go. */
  readonly rollbackDepth: number;
  readonly keyArn: pulumi.Input<string>;
  /** User and password of the account's registry. */
  readonly login: { readonly userName: string; readonly password: string };
  /** Refuse to delete repositories that hold images. */
  readonly protect: boolean;
}

/** Where images stay: a tag never moves, and the newest of them are kept. */
export class Registry extends pulumi.ComponentResource {
  readonly repositories: Readonly<Record<ImageName, Repository>>;
  readonly repositoryArns: pulumi.Output<string>[];

  constructor(name: string, args: RegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Registry", name, {}, opts);
    const child = { parent: this };

    const made = IMAGES.map((image) => {
      const repository = new aws.ecr.Repository(
        image,
        {
          name: `${args.prefix}/${image}`,
          imageTagMutability: "IMMUTABLE",
          imageScanningConfiguration: { scanOnPush: true },
          encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: args.keyArn }],
          forceDelete: !args.protect,
        },
        { ...child, protect: args.protect },
      );
      new aws.ecr.LifecyclePolicy(
        image,
        { repository: repository.name, policy: lifecycle(args.rollbackDepth) },
        child,
      );
      return { image, repository };
    });

    const loginOf = (repository: aws.ecr.Repository) => ({
      server: repository.repositoryUrl.apply((url) => url.split("/")[0]),
      username: args.login.userName,
      password: pulumi.secret(args.login.password),
    });
    this.repositories = Object.fromEntries(
      made.map(({ image, repository }) => [
        image,
        { url: repository.repositoryUrl, login: loginOf(repository) },
      ]),
    ) as unknown as Record<ImageName, Repository>;
    this.repositoryArns = made.map(({ repository }) => repository.arn);
    this.registerOutputs();
  }
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
