import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Caller, callerOf, Session } from "./commandLine";

export interface AccountArgs extends Session {
  /** Number of the account that the stack belongs to; credentials of any other are refused. */
  readonly account: string;
  /** Tags of everything that can have tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** The AWS account that a stack is deployed to, and who deploys. */
export class Account extends pulumi.ComponentResource {
  readonly provider: aws.Provider;

  private constructor(
    name: string,
    args: AccountArgs,
    readonly caller: Caller,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("blog:aws:Account", name, {}, opts);
    this.provider = new aws.Provider(
      name,
      {
        region: args.region,
        profile: args.profile,
        // Credentials that lead elsewhere tomorrow must not find an empty account and begin anew there.
        allowedAccountIds: [args.account],
        defaultTags: { tags: args.tags },
      },
      { parent: this },
    );
    this.registerOutputs();
  }

  /** Throws a RunError, before anything is declared, if the credentials are missing, expired or another account's. */
  static async signIn(name: string, args: AccountArgs): Promise<Account> {
    if (!(Object.values(aws.Region) as string[]).includes(args.region)) {
      throw new pulumi.RunError(
        `aws:region is "${args.region}", which is no region of AWS: set one such as eu-central-1.`,
      );
    }
    const caller = await callerOf(args);
    if (args.account !== caller.account) {
      throw new pulumi.RunError(
        `The credentials are those of ${caller.arn}, but blog:aws.admins names the account ${args.account}: sign in to that one.`,
      );
    }
    return new Account(name, args, caller);
  }
}
