import { InitializationFailure } from "../../protocol/failure";
import type { CreateCall } from "../../protocol/provider";
import { type JsonObject, type Properties, Secret, toJson } from "../../protocol/value";
import { nameOfRelease, type Releases } from "./releases";

/**
 * Installs or upgrades a release and returns what the engine shall keep of it. A release that exists but failed
 * is kept as well, so that the next run tries again. `recorded` is what the engine knows of it so far.
 */
export async function deploy(
  releases: Releases,
  verb: "install" | "upgrade",
  { news, cancelled }: CreateCall,
  id: string,
  recorded: JsonObject,
): Promise<Properties> {
  const inputs = toJson(news);
  const release = nameOfRelease(inputs);
  const before = verb === "upgrade" ? await releases.read(release, recorded) : undefined;
  const failure = await failureOf(releases[verb](inputs, cancelled));
  const deployed = await releases.read(release, {});
  // Refused before anything was tried: there is nothing to record.
  const untouched = before !== undefined && before.status.revision === deployed?.status.revision;
  if (failure && (!deployed || untouched)) throw failure;
  const state = { ...news, ...deployed, __inputs: new Secret(news) };
  if (!failure) return state;
  const advice = "failed to initialize completely. Use Helm CLI to investigate";
  throw new InitializationFailure(id, state, `Helm release "${id}" ${advice}: ${failure.message}`);
}

function failureOf(work: Promise<void>): Promise<Error | undefined> {
  return work.then(
    () => undefined,
    (error: Error) => error,
  );
}
