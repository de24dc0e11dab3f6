import program = require("../../index");
import { signedIn } from "../unit/awsCommand";
import { deploy, type Deployed, type Program, type Situation } from "../unit/harness";
import { committed, DOMAIN_AND_GITHUB, production } from "../unit/stacks";
import { careless } from "./careless";

/** The stacks that have to be in order. */
export const STACKS: Readonly<Record<string, Situation>> = {
  local: committed("local"),
  prod: production(),
  "prod-with-domain-and-github": production(DOMAIN_AND_GITHUB),
};

/** A program that is wrong on purpose: what the tools do not find in it, they would not find in ours. */
export const CARELESS = "careless";

/** Version of Kubernetes that is checked against: the one of production. */
export const KUBERNETES_VERSION = (
  JSON.parse(committed("prod").config["blog:aws"]) as { kubernetesVersion: string }
).kubernetesVersion;

/** All that is examined, by its name; one after the other, for there is one set of mocks. */
export async function declareAll(): Promise<Map<string, Deployed>> {
  const situations: [string, Program, Situation][] = [
    ...Object.entries(STACKS).map(([name, situation]): [string, Program, Situation] => [
      name,
      program,
      situation,
    ]),
    [CARELESS, careless, { stack: CARELESS, config: {} }],
  ];
  const declared = new Map<string, Deployed>();
  const signOut = signedIn();
  try {
    for (const [name, run, situation] of situations) declared.set(name, await deploy(run, situation));
  } finally {
    signOut();
  }
  return declared;
}
