import { ApiException, KubeConfig } from "@kubernetes/client-node";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { ROOT } from "../local/settings";
import { Absent, askAws } from "./awsAnswers";
import { NotAsked } from "./finding";
import { Subject } from "./subject";

/** The way to the cluster of a stack; undefined as long as an update has still to make it. Throws a Failure. */
export async function clusterOf(subject: Subject): Promise<KubeConfig | undefined> {
  const config = await subject.config();
  if (config.platform === "aws") return onAws(subject);
  const { kubeconfig, context } = config.cluster;
  const file = kubeconfig && join(ROOT, kubeconfig);
  if (subject.local && file && !existsSync(file)) return undefined;
  const found = new KubeConfig();
  try {
    if (file) found.loadFromFile(file);
    else found.loadFromDefault();
  } catch (error) {
    throw new Failure(
      `The kubeconfig ${file ?? "of kubectl"} cannot be read (${(error as Error).message.split("\n")[0]}): correct it, or blog:cluster.kubeconfig.`,
    );
  }
  if (found.getContextObject(context) === null) {
    const names = found.getContexts().map(({ name }) => name);
    throw new Failure(
      `The kubeconfig has no context "${context}": correct blog:cluster.context to one of ${names.join(", ") || "those that it is to have"}.`,
    );
  }
  found.setCurrentContext(context);
  return found;
}

interface Described {
  readonly cluster: {
    readonly status: string;
    readonly endpoint: string;
    readonly certificateAuthority: { readonly data: string };
  };
}

/** Signs in as the stack itself does. */
async function onAws(subject: Subject): Promise<KubeConfig | undefined> {
  const session = await subject.session();
  const { region, profile } = session;
  const name = subject.cluster;
  const { cluster } = await askAws<Described>(session, "eks", "describe-cluster", "--name", name).catch(
    (error: unknown) => {
      if (error instanceof Absent) return { cluster: undefined };
      throw error;
    },
  );
  if (cluster === undefined) return undefined;
  if (cluster.status === "CREATING") throw new NotAsked(`The cluster ${name} is still being made.`);
  const config = new KubeConfig();
  const args = ["eks", "get-token", "--output", "json", "--region", region, "--cluster-name", name];
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: [...args, ...(profile ? ["--profile", profile] : [])],
    interactiveMode: "Never",
  };
  config.loadFromOptions({
    clusters: [{ name, server: cluster.endpoint, caData: cluster.certificateAuthority.data }],
    users: [{ name, exec }],
    contexts: [{ name, cluster: name, user: name }],
    currentContext: name,
  });
  return config;
}

/** An answer of the cluster. Throws a Failure if it does not answer, or NotAsked if it does not let one ask. */
export async function answerOf<T>(config: KubeConfig, what: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const server = config.getCurrentCluster()?.server;
    if (error instanceof ApiException && error.code === 401)
      throw new Failure(
        `The cluster at ${server} does not take the login: renew the credentials of its kubeconfig.`,
      );
    if (error instanceof ApiException && error.code === 403)
      throw new NotAsked(`You may not ask the cluster for ${what}.`);
    const { message, cause, code } = error as Error & { code?: unknown; cause?: { code?: string } };
    const why =
      cause?.code ?? (typeof code === "string" || typeof code === "number" ? code : message.split("\n")[0]);
    throw new Failure(
      `The cluster at ${server} does not answer (${why}): see that it runs and that this machine may reach it, on AWS by blog:aws.apiAccess.`,
    );
  }
}
