import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../failure";
import { dockerTrouble } from "./docker";
import { ROOT } from "./settings";

/** Set for the command inside of the lab, so that it does not look for a lab again. */
const INSIDE_LAB = "BLOG_STACK_INSIDE_LAB";

/**
 * Runs a command of the local stack where Docker is: here, or inside of the offline lab where neither Docker nor an
 * image registry can be reached. Throws a Failure that says how to get Docker where no lab can be.
 */
export async function whereDockerIs(
  command: "up" | "down",
  labAllowed: boolean,
  run: () => Promise<void>,
): Promise<void> {
  const trouble = await dockerTrouble();
  if (trouble === undefined) return run();
  if (process.env[INSIDE_LAB] !== undefined)
    throw new Failure(`The lab's Docker cannot be used: ${trouble}.`);
  if (await registryIsReachable()) {
    throw new Failure(`Docker cannot be used (${trouble}): install or start Docker, then run this again.`);
  }
  const impossible = labAllowed ? labIsPossible() : "is refused by --no-lab";
  if (impossible !== undefined) {
    throw new Failure(
      `Neither Docker (${trouble}) nor an image registry can be reached, and the offline lab ${impossible}: start Docker or connect this machine.`,
    );
  }
  console.log("Neither Docker nor an image registry can be reached: using the offline lab");
  console.log("(about a quarter of an hour to build the first time, seconds after that; --no-lab refuses).");
  process.exitCode = await insideLab(command);
  console.log("The lab stays for the next time; stop it with: npm run lab -- down");
}

function insideLab(command: string): Promise<number> {
  const lab = [
    join(ROOT, "test/lab/main.ts"),
    "run",
    "--",
    "node",
    `--require=${join(ROOT, "typescript.cjs")}`,
    join(ROOT, "commands/local.ts"),
    command,
  ];
  const child = spawn("tsx", lab, { stdio: "inherit", env: { ...process.env, [INSIDE_LAB]: "yes" } });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}

/** Whether images can be pulled from the public registry: any answer of it counts. */
async function registryIsReachable(): Promise<boolean> {
  try {
    await fetch("https://registry-1.docker.io/v2/", { signal: AbortSignal.timeout(5000) });
    return true;
  } catch {
    return false;
  }
}

/** Why the offline lab cannot run on this machine, or undefined if it can. */
function labIsPossible(): string | undefined {
  if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get"))
    return "needs Debian or a relative of it";
  if (process.getuid?.() !== 0) return "needs root";
  return undefined;
}
