import { appendFile, cp } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import { requireGo } from "../machine";
import type { LabImage } from "./image";

const VERSION = "1.26.8";
/** Where modules come from on this machine. */
const SETTINGS = ["GOPROXY", "GOSUMDB", "GONOSUMDB", "GOPRIVATE", "GONOPROXY", "GOINSECURE", "GOFLAGS"];
/** Parts of a Go tree that no build reads. */
const LEFT_OUT = /^(test|api|doc|misc)$/;

/** Go's compiler as the machine has it, or as Go downloads that version of itself. */
export const golang: LabImage = {
  name: `golang:${VERSION}`,
  folder: "golang",
  madeOf: `Debian trixie, git, and Go ${VERSION} of this machine`,
  values: async () => {
    await requireGo();
    return { version: VERSION, settings: await go("env", "-json", ...SETTINGS) };
  },
  stage: async (context, { settings = "{}" }) => {
    const root = await go("env", "GOROOT");
    const filter = (path: string) => !LEFT_OUT.test(path.slice(root.length + 1));
    await cp(root, join(context, "go"), { recursive: true, filter });
    const set = Object.entries(JSON.parse(settings) as Record<string, string>).filter(([, value]) => value);
    await appendFile(join(context, "go/go.env"), set.map(([key, value]) => `${key}=${value}\n`).join(""));
  },
};

/** Asks Go of exactly this version, whichever the machine's own is. */
function go(...args: string[]): Promise<string> {
  return command("go", args, {
    what: `getting Go ${VERSION}`,
    log: "/dev/null",
    env: { GOTOOLCHAIN: `go${VERSION}` },
  });
}
