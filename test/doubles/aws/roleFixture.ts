import { ACCOUNT, type Clients, clientsOf } from "./clients";
import type { Aws } from "./double";
import { policy } from "./policyTexts";

const ROLE = "preview";

/** Makes the role `preview`, which everybody in the account may take. */
export async function makeRole({ iam }: Clients): Promise<void> {
  const root = policy({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" });
  await iam.createRole({ RoleName: ROLE, AssumeRolePolicyDocument: root });
}

/** Clients with the credentials of the role, which gets these statements as its only policy. */
export async function asRole(aws: Aws, { iam, sts }: Clients, statements: object[]): Promise<Clients> {
  const Statement = statements.map((statement) => ({ Effect: "Allow", Resource: "*", ...statement }));
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: "rights", PolicyDocument });
  const RoleArn = `arn:aws:iam::${ACCOUNT}:role/${ROLE}`;
  const { Credentials } = await sts.assumeRole({ RoleArn, RoleSessionName: "tests" });
  return clientsOf(aws, {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken,
  });
}
