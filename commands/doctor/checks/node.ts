import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../local/settings";
import { Check } from "../check";
import { ok, problem } from "../finding";

/** The Node that runs this command, and the program. */
export const node: Check = {
  name: "Node",
  examine() {
    const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
      engines: { node: string };
    };
    const least = Number(/\d+/.exec(engines.node)?.[0]);
    const found = process.versions.node;
    return Promise.resolve(
      Number(found.split(".")[0]) >= least
        ? ok(`Node is ${found}.`)
        : problem(`Node is ${found}, and the program needs ${least} or later: install a newer one.`),
    );
  },
};
