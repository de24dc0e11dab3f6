import { spawn } from "node:child_process";
import { join } from "node:path";
import { Failure } from "../failure";
import { pulumiCli } from "../pulumiCli";
import { smokeTest } from "../smokeTest";
import { startContainers } from "./containers";
import { dockerTrouble } from "./docker";
import { labIsPossible, registryIsReachable } from "./machine";
import { localSettings, LocalSettings, ROOT } from "./settings";
import { bringUp, forgiveInterruption, localStack, UpdateFailure } from "./stack";
import { provideProxyImage } from "./proxyImage";
import { podTroubles, unlockRelease } from "./trouble";

const say = (line: string) => console.log(line);

/** Set for the command inside of the lab, so that it does not look for a lab again. */
const INSIDE_LAB = "BLOG_STACK_INSIDE_LAB";

/** From whatever is there to a blog that answers; does only what is missing. */
export async function up({ lab }: { lab: boolean }): Promise<void> {
  const started = Date.now();
  const settings = localSettings();

  const trouble = await dockerTrouble();
  if (trouble !== undefined) return withoutDocker(trouble, lab);

  const cli = await pulumiCli(say);
  if (settings.managed) await step("Registry and cluster", () => startContainers(settings));
  if (settings.managed) await provideProxyImage(settings);
  const { url, changes } = await step("Stack", () => deployed(settings, cli));
  say(changes === 0 ? "Nothing to change." : `${changes} resources changed.`);
  await step("Smoke test through the proxy", () => smokeTest(url, say));

  say(`\nThe blog is at ${url} (after ${seconds(started)}).`);
  say(`Remove everything with: npm run local -- down`);
}

async function deployed(settings: LocalSettings, cli: Awaited<ReturnType<typeof pulumiCli>>) {
  const stack = await localStack(cli);
  const interrupted = await forgiveInterruption(stack, say);
  if (interrupted && settings.managed) await unlockRelease(settings);
  try {
    return await bringUp(stack, say);
  } catch (error) {
    if (!(error instanceof UpdateFailure) || !settings.managed) throw error;
    throw new Failure([error.message, ...(await podTroubles(settings).catch(() => []))].join("\n"));
  }
}

/** Without Docker: says how to get it, or brings up the lab and goes on inside of it. */
async function withoutDocker(trouble: string, labAllowed: boolean): Promise<void> {
  if (process.env[INSIDE_LAB] !== undefined)
    throw new Failure(`The lab's Docker cannot be used: ${trouble}.`);
  if (await registryIsReachable()) {
    throw new Failure(`Docker cannot be used (${trouble}): install or start Docker, then run this again.`);
  }
  const impossible = labIsPossible();
  if (!labAllowed || impossible !== undefined) {
    throw new Failure(
      `Neither Docker (${trouble}) nor an image registry can be reached, and the offline lab ${impossible ?? "is refused by --no-lab"}: start Docker or connect this machine.`,
    );
  }
  say("Neither Docker nor an image registry can be reached: bringing up the offline lab first");
  say("(about half an hour the first time, seconds after that; --no-lab refuses).");
  process.exitCode = await insideLab();
}

function insideLab(): Promise<number> {
  const lab = [join(ROOT, "test/lab/main.ts"), "run", "--", "tsx", join(ROOT, "commands/local.ts"), "up"];
  const env = { ...process.env, [INSIDE_LAB]: "yes" };
  const child = spawn("tsx", lab, { stdio: "inherit", env });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(`${name} ...`);
  const result = await run();
  say(`${name}: done in ${seconds(started)}.`);
  return result;
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
