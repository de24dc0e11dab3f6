import { blog } from "../hooks";
import { SilentDocker } from "../silentDocker";
import { Releases, releases } from "./releases";

/** What tests of rollbacks need. */
export interface Stage {
  /** Stands in for the machine's Docker. */
  readonly docker: SilentDocker;
  readonly releases: Releases;
}

/** Prepares it for the suite that calls this; it is there once a test runs. */
export function staged(): Stage {
  const stage: { docker?: SilentDocker; releases?: Releases } = {};
  before(async function () {
    this.timeout("20m");
    stage.docker = new SilentDocker(blog().folder);
    await stage.docker.open();
    stage.releases = await releases();
  });
  after(() => stage.docker?.close());
  return stage as Stage;
}
