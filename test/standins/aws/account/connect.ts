import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { partitionOf } from "../rules/regions";
import { Account } from "./account";
import { ApiError } from "./apiError";
import { type Access, Clients } from "./clients";
import type { Settings } from "./settings";

/** The account of the provider's credentials; throws a sentence when there are none, or when they are not right. */
export async function connect(settings: Settings): Promise<Account> {
  const region = settings.region ?? process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
  if (!region)
    throw new Error(
      "missing region information: set your AWS region, e.g. `pulumi config set aws:region us-west-2`",
    );
  if (!partitionOf(region)) throw new Error(`invalid AWS Region: ${region}`);
  readFrom(settings);
  const access = accessOf(settings, region);
  const id = await accountOf(access, settings.profile);
  const { allowedAccountIds, forbiddenAccountIds = [] } = settings;
  if (allowedAccountIds?.includes(id) === false || forbiddenAccountIds.includes(id))
    throw new Error(`AWS account ID not allowed: ${id}`);
  return new Account(access, id, region, settings.defaultTags?.tags);
}

/** The SDK looks for its files, and whether it may ask the machine's metadata, in variables alone. */
function readFrom({ sharedConfigFiles, sharedCredentialsFiles, skipMetadataApiCheck }: Settings): void {
  if (sharedConfigFiles) process.env.AWS_CONFIG_FILE = sharedConfigFiles[0];
  if (sharedCredentialsFiles) process.env.AWS_SHARED_CREDENTIALS_FILE = sharedCredentialsFiles[0];
  if (skipMetadataApiCheck) process.env.AWS_EC2_METADATA_DISABLED = "true";
}

function accessOf(settings: Settings, region: string): Access {
  const { accessKey, secretKey, token, maxRetries } = settings;
  const keys = accessKey && secretKey ? { accessKeyId: accessKey, secretAccessKey: secretKey } : undefined;
  return {
    region,
    ...(keys && { credentials: token ? { ...keys, sessionToken: token } : keys }),
    ...(settings.profile && { profile: settings.profile }),
    ...(maxRetries !== undefined && { maxAttempts: maxRetries + 1 }),
    ...(settings.useDualstackEndpoint && { useDualstackEndpoint: true }),
    ...(settings.useFipsEndpoint && { useFipsEndpoint: true }),
  };
}

async function accountOf(access: Access, profile: string | undefined): Promise<string> {
  try {
    const { Account: id } = await new Clients(access).sts.send(new GetCallerIdentityCommand({}));
    return id!;
  } catch (error) {
    throw new Error(explain(error as Error, profile), { cause: error });
  }
}

/** The real provider says the same in several lines. */
function explain(error: Error, profile: string | undefined): string {
  if (error instanceof ApiError)
    return `invalid credentials configured: check that your AWS credentials are right and have not expired: ${error.message}`;
  if (!/credential|profile|sso|token/i.test(error.message))
    return `unable to validate AWS credentials: ${error.message}`;
  const sources = profile ? `the profile "${profile}" has none` : "set AWS_PROFILE or AWS_ACCESS_KEY_ID";
  return `no valid AWS credentials found, ${sources}: ${error.message}`;
}
