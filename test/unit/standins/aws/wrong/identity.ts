import { policyOf, READ, TRUST } from "../valid";
import type { Wrong } from "./wrong";

const [ROLE, POLICY, KEY] = ["aws:iam/role:Role", "aws:iam/rolePolicy:RolePolicy", "aws:kms/key:Key"];

export const IDENTITY: Wrong[] = [
  [
    ROLE,
    "a policy that is no JSON",
    { assumeRolePolicy: "{" },
    /^assumeRolePolicy must be the text of a JSON object/,
  ],
  [
    ROLE,
    "a policy of another version",
    { assumeRolePolicy: policyOf({}, { Version: "2012-10-27" }) },
    /must have the Version 2012-10-17/,
  ],
  [
    ROLE,
    "a misspelt part of a policy",
    { assumeRolePolicy: policyOf({}, { version: "2012-10-17" }) },
    /must have no "version"/,
  ],
  [ROLE, "nobody who may take it", { assumeRolePolicy: READ }, /must name a Principal in each statement/],
  [ROLE, "too long a name", { name: "r".repeat(65) }, /^name must have 1 to 64 characters/],
  [ROLE, "a name with spaces", { name: "my role" }, /^name must be letters, digits and/],
  [ROLE, "too short sessions", { maxSessionDuration: 60 }, /must be a whole number of 3600 to 43200, got 60/],
  [
    ROLE,
    "attached policies",
    { managedPolicyArns: [] },
    /must not be given to the stand-in: attach policies/,
  ],
  [POLICY, "a principal", { policy: TRUST }, /^policy must name no Principal/],
  [
    POLICY,
    "an action without service",
    { policy: policyOf({ Effect: "Allow", Action: "GetObject", Resource: "*" }) },
    /must have actions like s3:GetObject, not "GetObject"/,
  ],
  [
    POLICY,
    "an effect in small letters",
    { policy: policyOf({ Effect: "allow", Action: "s3:*", Resource: "*" }) },
    /must have the Effect Allow or Deny/,
  ],
  [
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider",
    "an unencrypted URL",
    { url: "http://example.com" },
    /^url must be a URL that starts with https/,
  ],
  [
    KEY,
    "too short a wait for deletion",
    { deletionWindowInDays: 5 },
    /must be a whole number of 7 to 30, got 5/,
  ],
  [
    KEY,
    "a rotation period without rotation",
    { rotationPeriodInDays: 90 },
    /^rotationPeriodInDays must be given with/,
  ],
  [
    "aws:kms/alias:Alias",
    "a name of AWS's own",
    { name: "alias/aws/blog" },
    /^name must be a name that starts with "alias\/"/,
  ],
];
