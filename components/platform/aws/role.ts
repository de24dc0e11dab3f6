import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, Statement } from "./policy";

export interface RoleArgs {
  /** Name by which others know the role. @default one of its own */
  readonly name?: string;
  /** Policy that says who may take on the role. */
  readonly trust: pulumi.Input<string>;
  /** Policies of AWS that the role gets, by their ARNs. @default none */
  readonly managedPolicies?: readonly string[];
  /** Rights of its own. @default none */
  readonly statements?: readonly Statement[];
}

/** An IAM role with its rights; what depends on the role has them as long as it lives. */
export class Role extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: RoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("blog:aws:Role", name, {}, opts);
    const child = { parent: this };

    const role = new aws.iam.Role(name, { name: args.name, assumeRolePolicy: args.trust }, child);
    for (const policyArn of args.managedPolicies ?? []) {
      const policy = policyArn.replace(/^.*\//, "");
      new aws.iam.RolePolicyAttachment(`${name}-${policy}`, { role: role.name, policyArn }, child);
    }
    if (args.statements) {
      new aws.iam.RolePolicy(name, { role: role.name, policy: policyDocument(...args.statements) }, child);
    }
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
