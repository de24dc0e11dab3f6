import { FileRegistry } from "../doubles/registry/fileRegistry";

let started: FileRegistry | undefined;

before(async () => {
  started = await FileRegistry.start();
});

/** The registry of all workspaces: it shows to each command what that command's workspace has pushed. */
export function registry(): FileRegistry {
  if (started === undefined) throw new Error("The registry starts when the tests do: ask for it in a test.");
  return started;
}
