import { Failure } from "../failure";
import { pulumiCli } from "../pulumiCli";
import { deployedIn } from "../releases/deployed";
import { smokeTest } from "../smokeTest";
import { stateIn } from "../stackState";
import { bringUp, resources, Unfinished } from "../update";
import { startContainers } from "./containers";
import { LocalSettings } from "./settings";
import { settled } from "./settled";
import { forgiveInterruption, localStack } from "./stack";
import { provideProxyImage } from "./proxyImage";
import { podTroubles, unlockRelease } from "./trouble";

const say = (line: string) => console.log(line);

/** From whatever is there to a blog that answers; does only what is missing. */
export async function up(settings: LocalSettings): Promise<void> {
  const started = Date.now();
  const cli = await pulumiCli(say);
  if (settings.managed) await step("Registry and cluster", () => startContainers(settings));
  if (settings.managed) await provideProxyImage(settings);
  const { url, changes, releases } = await step("Stack", () => deployed(settings, cli));
  say(changes === 0 ? "Nothing to change." : `${resources(changes)} changed.`);
  if (changes > 0) await settled(url, releases);
  await step("Smoke test through the proxy", () => smokeTest(url, say));

  say(`\nThe blog is at ${url} (after ${seconds(started)}).`);
  say(`Remove everything with: npm run local -- down`);
}

async function deployed(settings: LocalSettings, cli: Awaited<ReturnType<typeof pulumiCli>>) {
  const stack = await localStack(cli);
  const state = stateIn(await stack.exportStack());
  const interrupted = await forgiveInterruption(stack, state, say);
  if (interrupted && settings.managed) await unlockRelease(settings);
  try {
    const { outputs, changes } = await bringUp(stack, say);
    return { ...deployedIn(stack.name, outputs), changes };
  } catch (error) {
    if (!(error instanceof Unfinished && error.changed) || !settings.managed) throw error;
    throw new Failure([error.message, ...(await podTroubles(settings).catch(() => []))].join("\n"));
  }
}

async function step<T>(name: string, run: () => Promise<T>): Promise<T> {
  const started = Date.now();
  say(`${name} ...`);
  const result = await run();
  say(`${name}: done in ${seconds(started)}.`);
  return result;
}

const seconds = (since: number) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
