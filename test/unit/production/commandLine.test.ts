import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { callerOf } from "../../../components/platform/aws/commandLine";
import { awsPrints, awsCommand, awsFails, signedInAs, Undo, withoutCommands } from "../awsCommand";
import { isSentence } from "../sentence";

const session = { region: "eu-central-1" };

/** What version 2 of the AWS CLI makes of an error that a service answers with. */
const second = (message: string) => `aws: [ERROR]: ${message}\n\nAdditional error details:\nType: Sender`;
const refusal = (code: string, message: string) =>
  `An error occurred (${code}) when calling the GetCallerIdentity operation: ${message}`;

const NONE = /^There are no AWS credentials: sign in with "aws sso login"/;
const EXPIRED = /^The AWS credentials have expired: sign in again/;
const REFUSED = /^AWS does not accept the credentials in the region "eu-central-1": check the access key/;
const UNREACHABLE = /^AWS cannot be reached in the region "eu-central-1": check the network/;

const expired = refusal("ExpiredToken", "The security token included in the request is expired");
const invalid = refusal("InvalidClientTokenId", "The security token included in the request is invalid.");
const endpoint = `endpoint URL: "https://sts.eu-central-1.amazonaws.com/"`;
const noRole = `An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::111122223333:user/me is not authorized to perform: sts:AssumeRole`;

/** What versions 1 and 2 of the AWS CLI print, and what is made of it. */
const SAID: readonly [text: string, sentence: RegExp][] = [
  ['\nUnable to locate credentials. You can configure credentials by running "aws configure".', NONE],
  [
    '\naws: [ERROR]: An error occurred (NoCredentials): Unable to locate credentials. You can configure credentials by running "aws login".',
    NONE,
  ],
  [expired, EXPIRED],
  [second(expired), EXPIRED],
  ["Error loading SSO Token: Token for corp does not exist", EXPIRED],
  ["aws: [ERROR]: Error when retrieving token from sso: Token has expired and refresh failed", EXPIRED],
  ["aws: [ERROR]: Your session has expired. Please reauthenticate using 'aws login'.", EXPIRED],
  [
    "The SSO session associated with this profile has expired or is otherwise invalid. To refresh this SSO session run aws sso login with the corresponding profile.",
    EXPIRED,
  ],
  [invalid, REFUSED],
  [second(invalid), REFUSED],
  [
    refusal(
      "SignatureDoesNotMatch",
      "Signature expired: 20261122T100000Z is now earlier than 20261122T102000Z (20261122T103500Z - 15 min.)",
    ),
    REFUSED,
  ],
  [`Could not connect to the ${endpoint}`, UNREACHABLE],
  [`aws: [ERROR]: Could not connect to the ${endpoint}`, UNREACHABLE],
  [`Connect timeout on ${endpoint}`, UNREACHABLE],
  [`Read timeout on ${endpoint}`, UNREACHABLE],
  [`Connection was closed before we received a valid response from ${endpoint}.`, UNREACHABLE],
  ["Provided region_name 'eu central' doesn't match a supported format.", UNREACHABLE],
  [
    "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY",
    /^"aws sts get-caller-identity" fails with "Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY": run it by hand and correct/,
  ],
  [noRole, /fails with "An error occurred \(AccessDenied\).* sts:AssumeRole": run it by hand/],
  [second(noRole), /fails with "An error occurred \(AccessDenied\).* sts:AssumeRole": run it by hand/],
  [
    'Traceback (most recent call last):\n  File "aws", line 27, in <module>\nbotocore.exceptions.ConfigParseError: Unable to parse config file: .aws/config',
    /fails with "botocore\.exceptions\.ConfigParseError: Unable to parse config file: \.aws\/config": run/,
  ],
];

describe("the AWS CLI", () => {
  let undo: Undo;
  afterEach(() => undo());

  const refused = async (...args: Parameters<typeof callerOf>) => {
    const error: unknown = await callerOf(...args).catch((reason: unknown) => reason);
    assert.ok(RunError.isInstance(error), String(error));
    return isSentence(error.message);
  };

  it("says whose credentials it has", async () => {
    undo = signedInAs("arn:aws:iam::111122223333:user/me");
    assert.deepEqual(await callerOf(session), {
      account: "111122223333",
      arn: "arn:aws:iam::111122223333:user/me",
    });
  });

  it("is asked in the stack's region, and with its profile if it has one", async () => {
    undo = awsCommand(`printf '{"Account":"%s","Arn":"-"}' "$*"`);
    const asked = "sts get-caller-identity --output json --region eu-central-1";
    assert.equal((await callerOf(session)).account, asked);
    assert.equal((await callerOf({ ...session, profile: "prod" })).account, `${asked} --profile prod`);
  });

  for (const [text, sentence] of SAID) {
    it(`that says ${JSON.stringify(text.trim())} is explained`, async () => {
      undo = awsFails(text);
      assert.match(await refused(session), sentence);
    });
  }

  for (const text of [
    "The config profile (prod) could not be found",
    "aws: [ERROR]: The config profile (prod) could not be found",
  ]) {
    it(`that says ${JSON.stringify(text)} is explained with the profile's name`, async () => {
      undo = awsFails(text);
      assert.match(
        await refused({ ...session, profile: "prod" }),
        /has no profile "prod": correct aws:profile/,
      );
    });
  }

  it("that is missing has to be installed", async () => {
    undo = withoutCommands();
    assert.match(
      await refused(session),
      /^The AWS CLI is missing, .*: install it so that "aws --version" works/,
    );
  });

  it("that does not answer is not waited for", async () => {
    undo = awsCommand("exec sleep 30");
    assert.match(await refused(session, 0.2), /^The AWS CLI did not answer within 0\.2 s: check the network/);
  });

  it("that fails without a word is named with what was asked of it", async () => {
    undo = awsCommand("exit 3");
    assert.match(
      await refused(session),
      /fails with "Command failed: aws sts get-caller-identity .*": run it/,
    );
  });

  for (const text of ["not JSON", "{}", "null"]) {
    it(`that answers ${text} is not believed`, async () => {
      undo = awsPrints(text);
      assert.match(await refused(session), /^"aws sts get-caller-identity" fails with ".+": run it by hand/);
    });
  }
});
