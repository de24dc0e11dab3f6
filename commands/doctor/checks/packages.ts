import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../local/settings";
import { Check } from "../check";
import { ok, problem } from "../finding";

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

/** Compares what is installed, as npm noted it down, with what the lock file says. */
export const packages: Check = {
  name: "packages",
  examine() {
    const installed = join(ROOT, "node_modules/.package-lock.json");
    const wrong = existsSync(installed)
      ? differing(read(join(ROOT, "package-lock.json")), read(installed))
      : undefined;
    if (wrong?.length === 0) return Promise.resolve(ok("The packages are those of package-lock.json."));
    const which = wrong ? `${wrong.length} of the packages, ${wrong[0]} for one,` : "The packages";
    return Promise.resolve(problem(`${which} are not those of package-lock.json: run "npm ci".`));
  },
};

const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Lock;

/** Optional ones are there on some machines only. */
export const differing = (wanted: Lock, installed: Lock) =>
  Object.entries(wanted.packages)
    .filter(([path, { optional }]) => path !== "" && !optional)
    .filter(([path, { version }]) => installed.packages[path]?.version !== version)
    .map(([path]) => path.replace(/^.*node_modules\//, ""));
