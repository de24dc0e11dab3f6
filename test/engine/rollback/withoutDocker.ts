import { Workspace } from "../workspace";

/** Takes Docker away: from now on the provider finds no daemon, which it says as soon as it is set up for use. */
export function withoutDocker(workspace: Workspace): void {
  workspace.variables.STANDIN_DOCKER = "";
}
