import { Login } from "../../components/registry/authorization";
import { dockerLogin } from "../../components/registry/dockerLogin";
import { repositoryAddress } from "../../components/registry/repositoryAddress";
import { RepositoryClient } from "../../components/registry/repositoryClient";
import { Failure } from "../failure";
import { output, ProcessFailure } from "../process";

const ECR = /^\d{12}\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/;

/** A client of a repository, with the login that its registry wants. Throws a Failure or a RunError. */
export async function repositoryClient(url: string): Promise<RepositoryClient> {
  const { registry } = repositoryAddress(url);
  const region = ECR.exec(registry)?.[1];
  const login = region === undefined ? await dockerLogin(registry) : await ecrLogin(registry, region);
  return new RepositoryClient({ url, login });
}

/** AWS gives out logins of twelve hours to whom its own command line is signed in. */
async function ecrLogin(registry: string, region: string): Promise<Login> {
  try {
    return {
      username: "AWS",
      password: await output("aws", ["ecr", "get-login-password", "--region", region]),
    };
  } catch (error) {
    const { code, stderr } = error as ProcessFailure;
    const why = code === undefined ? "the aws command is not installed" : stderr.split("\n").at(-1);
    throw new Failure(
      `AWS gives no login to ${registry} (${why}): install the AWS CLI if need be, and sign in with "aws sso login" or "aws configure".`,
    );
  }
}
