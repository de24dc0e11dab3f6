import { rmSync } from "node:fs";
import { Failure } from "../failure";
import { removeContainers } from "./containers";
import { dockerTrouble } from "./docker";
import { localSettings, PRIVATE } from "./settings";

/** Removes registry, cluster and state; the blog's data goes with them. */
export async function down(): Promise<void> {
  const settings = localSettings();
  if (!settings.managed) {
    throw new Failure(
      'Pulumi.local.yaml names an existing cluster: remove the blog from it with "pulumi destroy --stack local".',
    );
  }
  const trouble = await dockerTrouble();
  if (trouble !== undefined)
    throw new Failure(`Docker cannot be used (${trouble}): start it, then run this again.`);
  await removeContainers(settings);
  rmSync(PRIVATE, { recursive: true, force: true });
  console.log("Containers, volumes and state of the local blog are gone.");
}
