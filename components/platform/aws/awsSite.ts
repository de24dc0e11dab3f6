import * as pulumi from "@pulumi/pulumi";
import { forEachImage, Site } from "../platform";
import { Account } from "./account";
import { AwsPlatform, AwsPlatformArgs, clusterNameOf } from "./awsPlatform";
import { checkDeployer } from "./deployer";
import { githubRoleNames } from "./githubRoles";
import { accountOf } from "./principal";
import { registryAccess } from "./registry";
import { surroundings } from "./surroundings";

/** Signs in and looks around. Throws a RunError, before anything is declared, if the stack cannot be made there. */
export async function awsSite(args: AwsPlatformArgs): Promise<Site> {
  const cluster = clusterNameOf();
  const account = await Account.signIn("aws", {
    region: args.region,
    profile: args.profile,
    account: accountOf(args.admins[0]),
    tags: { project: pulumi.getProject(), stack: pulumi.getStack(), "managed-by": "pulumi" },
  });
  checkDeployer(account.caller.arn, deployersOf(args));
  const found = await surroundings(
    {
      cluster,
      region: args.region,
      zones: args.network.zones,
      kubernetesVersion: args.kubernetesVersion,
      hostedZone: args.domain === undefined ? undefined : (args.hostedZone ?? parentOf(args.domain)),
    },
    { provider: account.provider },
  );
  const { nameOf, login } = registryAccess({ prefix: cluster, login: found.login });
  return {
    repositories: forEachImage((image) => ({ name: nameOf(image), login })),
    declare: () => new AwsPlatform("platform", args, account, found),
  };
}

/** Who the cluster lets in to change things. */
const deployersOf = (args: AwsPlatformArgs) => [
  ...args.admins,
  ...(args.github
    ? [args.admins[0].replace(/:(role|user)\/.*$/, `:role/${githubRoleNames(clusterNameOf()).deploy}`)]
    : []),
];

const parentOf = (domain: string) => domain.split(".").slice(1).join(".");
