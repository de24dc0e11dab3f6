import { connect } from "node:net";
import { containerState } from "../../local/docker";
import { LocalSettings } from "../../local/settings";
import { Check } from "../check";
import { Finding, ok, problem } from "../finding";

/** Ports of this machine on which the registry and the blog are published. */
export const ports: Check = {
  name: "ports",
  concerns: ({ local }) => local !== undefined,
  after: ["Docker"],
  examine: async ({ local }) => Promise.all(local ? wanted(local).map(free) : []),
};

interface Wanted {
  readonly port: number;
  readonly container: string;
}

const wanted = ({ registry, context, url }: LocalSettings): Wanted[] => [
  { port: Number(registry.split(":")[1]), container: `${context}-registry` },
  { port: Number(new URL(url).port || 80), container: `${context}-k3s` },
];

async function free({ port, container }: Wanted): Promise<Finding> {
  if ((await containerState(container)) === "running")
    return ok(`Port ${port} is that of container ${container}.`);
  if (!(await isTaken(port))) return ok(`Port ${port} is free.`);
  return problem(
    `Port ${port} on this machine is taken, and container ${container} needs it: stop what listens there, or set another port in Pulumi.local.yaml.`,
  );
}

export const isTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ port, host: "127.0.0.1", timeout: 2000 });
    const answer = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket
      .on("connect", () => answer(true))
      .on("error", () => answer(false))
      .on("timeout", () => answer(false));
  });
