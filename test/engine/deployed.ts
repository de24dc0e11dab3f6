import { Workspace } from "./workspace";

const workspaces: Workspace[] = [];
let untouched: Promise<Workspace> | undefined;
let running: Promise<Workspace> | undefined;

/** The project with a stack that was never brought up. */
export async function empty(): Promise<Workspace> {
  untouched ??= Workspace.create().then(kept);
  return kept((await untouched).copy());
}

/** A stack that has just been brought up. It is deployed once; each test gets a copy, and may do to it what it likes. */
export async function deployed(): Promise<Workspace> {
  running ??= bringUp();
  return kept((await running).copy());
}

async function bringUp(): Promise<Workspace> {
  const workspace = await empty();
  const { code, output } = await workspace.up();
  if (code !== 0) throw new Error(`The stack did not come up: ${output}`);
  return workspace;
}

function kept(workspace: Workspace): Workspace {
  workspaces.push(workspace);
  return workspace;
}

before(function () {
  // The real providers need a Docker daemon and a cluster; test/e2e is where they run.
  if (process.env.LAB_PROVIDERS === "real") {
    console.log("Skipped: these tests need the stand-in providers, which LAB_PROVIDERS=real leaves out.");
    this.skip();
  }
});

after(() => workspaces.forEach((workspace) => workspace.remove()));
