import { rmSync } from "node:fs";
import { Failure } from "../failure";
import { removeContainers } from "./containers";
import { LocalSettings, PRIVATE } from "./settings";

/** Removes registry, cluster and state; the blog's data goes with them. */
export async function down(settings: LocalSettings): Promise<void> {
  if (!settings.managed) {
    throw new Failure(
      'Pulumi.local.yaml names an existing cluster: remove the blog from it with "pulumi destroy --stack local".',
    );
  }
  await removeContainers(settings);
  rmSync(PRIVATE, { recursive: true, force: true });
  console.log("Containers, volumes and state of the local blog are gone.");
}
