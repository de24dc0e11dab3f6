import { parse, stringify } from "yaml";
import { Workspace } from "../workspace";

type Group = Record<string, unknown>;

/** Holds the backend to an image, as the key `tag` in the stack's file does; without one, it is let go again. */
export function pin(workspace: Workspace, tag?: string): void {
  workspace.edit(`Pulumi.${workspace.stack}.yaml`, (text) => {
    const file = parse(text) as { config: Record<string, Group> };
    // What is undefined is not written.
    const backend = { ...file.config["blog:backend"], tag };
    return stringify({ ...file, config: { ...file.config, "blog:backend": backend } });
  });
}
