import * as pulumi from "@pulumi/pulumi";
import { Placed, Program, Setting, World } from "./declared";
import { reveal } from "./secrets";

/** What a program declared, and what it returned. */
export interface Simulated {
  readonly resources: readonly Placed[];
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Names of the outputs that are secret. */
  readonly secretOutputs: readonly string[];
}

type Arrived = Omit<Placed, "opts" | "resource">;
type Announced = Pick<Placed, "type" | "name" | "opts" | "resource">;

/**
 * Runs a program with neither engine nor providers and waits until all of it is declared.
 *
 * Throws what the program throws, also where it throws inside of an output, and if a resource was declared twice or
 * never arrived: without that these would pass in silence.
 */
export async function simulate(program: Program, setting: Setting, world: World): Promise<Simulated> {
  const arrived: Arrived[] = [];
  const announced: Announced[] = [];
  const failures: unknown[] = [];
  const onRejection = (reason: unknown) => failures.push(reason);
  process.on("unhandledRejection", onRejection);
  try {
    const { project = "blog", stack, preview = false } = setting;
    await pulumi.runtime.setMocks(
      mocks(setting, world, arrived, failures),
      project,
      stack,
      preview,
      "organization",
    );
    pulumi.runtime.setAllConfig(setting.config);
    const returned = await run(program, (one) => announced.push(one));
    if (failures.length > 0) throw failures[0];
    return {
      resources: announced.map((one) => ({ ...only(arrived, one.type, one.name), ...one })),
      ...returned,
    };
  } finally {
    process.off("unhandledRejection", onRejection);
  }
}

function mocks(
  { preview, outputs = {} }: Setting,
  world: World,
  arrived: Arrived[],
  failures: unknown[],
): pulumi.runtime.Mocks {
  return {
    newResource: ({ type, name, inputs, custom = false, provider = "" }) => {
      arrived.push({ type, name, ...reveal(inputs), custom, provider });
      if (preview) return { id: undefined, state: inputs as object };
      return {
        id: world.idOf(type, name),
        state: world.outputsOf(type, name, inputs as Record<string, unknown>),
      };
    },
    call: ({ token, inputs }) => {
      if (token === "pulumi:pulumi:readStackOutputs") return { outputs };
      const answer = world.answerOf(token, inputs as Record<string, unknown>);
      if (answer) return answer;
      const failure = new Error(`The program called ${token}, to which the simulation knows no answer.`);
      failures.push(failure);
      throw failure;
    },
  };
}

async function run(
  program: Program,
  announce: (announced: Announced) => void,
): Promise<Pick<Simulated, "outputs" | "secretOutputs">> {
  let returned: Readonly<Record<string, unknown>> | undefined;
  const outputs = (await pulumi.runtime.runInPulumiStack(async () => {
    pulumi.runtime.registerStackTransformation(({ type, name, opts, resource }) => {
      announce({ type, name, opts, resource });
      return undefined;
    });
    return (returned = await program());
  })) as pulumi.Output<Record<string, unknown>> | undefined;
  // Waits until no registration is in flight; a rejection nobody handled is reported one turn later.
  await pulumi.runtime.disconnect();
  await new Promise(setImmediate);
  const secret = await Promise.all(
    Object.entries(returned ?? {}).map(async ([name, value]) =>
      (await pulumi.isSecret(pulumi.output(value))) ? [name] : [],
    ),
  );
  return { outputs: (await plain(pulumi.output(outputs))) ?? {}, secretOutputs: secret.flat() };
}

/** The one of a type and name; throws if there is none or another of the same. */
export function only<T extends { type: string; name: string }>(
  resources: readonly T[],
  type: string,
  name: string,
): T {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  if (found.length !== 1) {
    const names = resources.filter((resource) => resource.type === type).map((resource) => resource.name);
    throw new Error(`Found ${found.length} of ${type} "${name}"; there are: ${names.join(", ") || "none"}.`);
  }
  return found[0];
}

function plain<T>(output: pulumi.Output<T>): Promise<T> {
  return (output as unknown as { promise(withUnknowns?: boolean): Promise<T> }).promise();
}
