import { Workspace } from "./workspace";

/** What a changed line of the backend leads to. */
export const CHANGED_BACKEND = ["create Image backend", "delete Image backend", "update Deployment backend"];

/** Changes one line of the backend. */
export function changeBackend(workspace: Workspace): void {
  workspace.edit("dockerfiles/backend/main.go", (source) => `${source}// One line more.\n`);
}
