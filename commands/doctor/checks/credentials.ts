import { accountOf, principalOf } from "../../../components/platform/aws/principal";
import { Check, onAws } from "../check";
import { ok, problem } from "../finding";

/** Who the AWS CLI acts for, and whether the cluster lets that one in. */
export const credentials: Check = {
  name: "credentials",
  concerns: onAws,
  after: ["configuration"],
  async examine(subject) {
    const caller = await subject.caller();
    const config = await subject.config();
    const { admins, github } = (config.platform === "aws" && config.aws) || { admins: [] };
    const account = accountOf(admins[0] ?? "");
    if (caller.account !== account) {
      return problem(
        `The credentials are those of ${caller.arn}, but blog:aws.admins names the account ${account}: sign in to that one.`,
      );
    }
    const allowed = [...admins, ...(github === undefined ? [] : [await deployRole(subject.cluster)])];
    if (allowed.map(principalOf).includes(principalOf(caller.arn))) return ok(`You are ${caller.arn}.`);
    return problem(
      `The credentials are those of ${caller.arn}, whom the cluster will not let in: add that role or user to blog:aws.admins, or sign in as one of ${admins.join(", ")}.`,
    );
  },
};

/** The workflows' role, in the shape of an ARN as far as it is compared. */
async function deployRole(cluster: string): Promise<string> {
  // Loaded only where it is needed: the SDK of AWS is large.
  const { githubRoleNames } = await import("../../../components/platform/aws/githubRoles.js");
  return `arn:aws:iam:::role/${githubRoleNames(cluster).deploy}`;
}
