import { callerOf, Session } from "../../components/platform/aws/commandLine";
import { Login } from "../../components/registry/authorization";
import { dockerLogin } from "../../components/registry/dockerLogin";
import { repositoryAddress } from "../../components/registry/repositoryAddress";
import { RepositoryClient } from "../../components/registry/repositoryClient";
import { Failure } from "../failure";
import { output, ProcessFailure } from "../process";

/**
 * A client of a repository, with the login that its registry wants: that of AWS for a stack that runs there, or else
 * the one that "docker login" left. Throws a Failure or a RunError.
 */
export async function repositoryClient(url: string, aws?: Session): Promise<RepositoryClient> {
  const { registry } = repositoryAddress(url);
  const login = aws === undefined ? await dockerLogin(registry) : await ecrLogin(registry, aws);
  return new RepositoryClient({ url, login });
}

/** AWS gives out logins of twelve hours to whom its own command line is signed in. */
async function ecrLogin(registry: string, aws: Session): Promise<Login> {
  const { region, profile } = aws;
  const args = ["ecr", "get-login-password", "--region", region, ...(profile ? ["--profile", profile] : [])];
  try {
    return { username: "AWS", password: await output("aws", args) };
  } catch (error) {
    // Mostly nobody is signed in, which this says better.
    await callerOf(aws);
    throw new Failure(
      `AWS gives no login to ${registry} ("${(error as ProcessFailure).stderr.split("\n").at(-1)}"): see that your role may ecr:GetAuthorizationToken.`,
    );
  }
}
