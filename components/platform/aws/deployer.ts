import * as pulumi from "@pulumi/pulumi";
import { principalOf } from "./principal";

/**
 * Makes sure that whoever deploys may also get into the cluster, which would otherwise show only once it is there.
 *
 * Throws a RunError in an update; in a preview, where looking is enough, it warns.
 */
export function checkDeployer(caller: string, roles: readonly string[]): void {
  if (roles.map(principalOf).includes(principalOf(caller))) return;
  const problem = `The credentials are those of ${caller}, whom the cluster will not let in: add the ARN of that role or user to blog:aws.admins, or sign in as one of ${roles.join(", ")}`;
  if (!pulumi.runtime.isDryRun()) throw new pulumi.RunError(`${problem}.`);
  void pulumi.log.warn(`${problem}, before you deploy.`);
}
