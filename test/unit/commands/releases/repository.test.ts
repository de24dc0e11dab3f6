import assert from "node:assert/strict";
import { RunError } from "@pulumi/pulumi";
import { Failure } from "../../../../commands/failure";
import { repositoryClient } from "../../../../commands/releases/repository";
import { awsCommand, awsFails, signedIn, Undo } from "../../awsCommand";
import { registryForEach } from "../../registry/asking";
import { BasicAccess } from "../../registry/fakeAccess";
import { putImage } from "../../registry/images";
import { isSentence } from "../../sentence";

const TAG = "3f2a9c1d04be";
const AWS = { region: "eu-central-1", profile: "blog" };

describe("the repositories of a stack in AWS", () => {
  const registry = registryForEach();
  let undo: Undo | undefined;
  beforeEach(() => void putImage(registry().repository("backend"), { tag: TAG }));
  afterEach(() => {
    undo?.();
    undo = undefined;
  });

  const url = () => `${registry().host}/backend`;
  const refusal = async (): Promise<Error> =>
    repositoryClient(url(), AWS).then(
      () => assert.fail("there is a login"),
      (error: Error) => error,
    );

  it("are asked with the login that AWS gives for the region and profile of the stack", async () => {
    // The password is what the command was asked for.
    undo = awsCommand('echo "$*"');
    registry().access = new BasicAccess("AWS", "ecr get-login-password --region eu-central-1 --profile blog");
    assert.ok(await (await repositoryClient(url(), AWS)).digestOf(TAG));
  });

  it("are not asked where nobody is signed in, which is one sentence", async () => {
    undo = awsFails(
      'Unable to locate credentials. You can configure credentials by running "aws configure".',
    );
    const error = await refusal();
    assert.ok(RunError.isInstance(error));
    assert.match(isSentence(error.message), /^There are no AWS credentials: sign in/);
  });

  it("are not asked where the role may not log in, which is one sentence", async () => {
    const forget = signedIn();
    undo = awsCommand(
      `[ "$1" = sts ] && exec ${process.env.PATH?.split(":")[0]}/aws "$@"; echo "An error occurred (AccessDenied)" >&2; exit 254`,
    );
    try {
      const error = await refusal();
      assert.ok(error instanceof Failure);
      assert.match(
        isSentence(error.message),
        /gives no login to \S+ \("An error occurred \(AccessDenied\)"\): see that/,
      );
    } finally {
      undo();
      undo = forget;
    }
  });
});
