import { IMAGES } from "../../../components/platform/platform";
import { Login } from "../../../components/registry/authorization";
import { RepositoryClient } from "../../../components/registry/repositoryClient";
import { repositoryClient } from "../../releases/repository";
import { containerState } from "../../local/docker";
import { askAws } from "../awsAnswers";
import { Check } from "../check";
import { ok } from "../finding";
import { Subject } from "../subject";

/** Whether the registry answers, takes the login, and what it has of each image. */
export const registry: Check = {
  name: "registry",
  after: ["configuration", "credentials"],
  async examine(subject) {
    if (await isStillToStart(subject)) return ok('The registry does not run yet; "npm run local" starts it.');
    const clients = await clientsOf(subject);
    const counts = await Promise.all(
      clients.map(async (client, index) => `${(await client.tags()).length} of ${IMAGES[index]}`),
    );
    return ok(`The registry ${clients[0].name.split("/")[0]} answers; it has images: ${counts.join(", ")}.`);
  },
};

/** A container that is not there is made, one that stands still is started. */
async function isStillToStart({ local }: Subject): Promise<boolean> {
  if (!local) return false;
  return (await containerState(`${local.context}-registry`).catch(() => undefined)) !== "running";
}

async function clientsOf(subject: Subject): Promise<RepositoryClient[]> {
  const config = await subject.config();
  if (config.platform === "cluster") {
    return Promise.all(IMAGES.map((image) => repositoryClient(`${config.cluster.registry}/${image}`)));
  }
  const { host, login } = await accountRegistry(subject);
  return IMAGES.map((image) => new RepositoryClient({ url: `${host}/${subject.cluster}/${image}`, login }));
}

/** The registry of the account, with a login of twelve hours. */
async function accountRegistry(subject: Subject): Promise<{ host: string; login: Login }> {
  const { authorizationData } = await askAws<{
    authorizationData: { authorizationToken: string; proxyEndpoint: string }[];
  }>(await subject.session(), "ecr", "get-authorization-token");
  const [{ authorizationToken, proxyEndpoint }] = authorizationData;
  const [username = "", password = ""] = Buffer.from(authorizationToken, "base64").toString().split(":");
  return { host: new URL(proxyEndpoint).host, login: { username, password } };
}
