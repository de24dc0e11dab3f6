import { fork } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Failure } from "../../failure";
import { Plan } from "../plan";
import { Answer } from "./answer";

/** What the program may see of the machine: where commands and temporary files are, and nothing of its user. */
const SEEN = ["PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot"];
/** The same everywhere; the folder of Docker's logins is one that nobody has. */
const SAME = { TZ: "UTC", LC_ALL: "C", DOCKER_CONFIG: join(__dirname, "none") };

/**
 * Plans a stack with the program of a folder, in a process of its own: neither the machine's credentials nor what
 * another folder's program left behind can play a part.
 *
 * Throws a Failure with what the program refuses, or with what went wrong with it; `whose` says which program that is.
 */
export async function planOf(folder: string, stack: string, whose: string): Promise<Plan> {
  const answer = await answerOf(folder, stack);
  if (answer !== undefined && "plan" in answer) return answer.plan;
  if (answer !== undefined && "refusal" in answer) throw new Failure(answer.refusal);
  const said = answer?.crash ?? "it ended without an answer";
  throw new Failure(`The program of ${whose} cannot be planned; it says: ${said}`);
}

function answerOf(folder: string, stack: string): Promise<Answer | undefined> {
  const seen = SEEN.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, "child.ts"), [stack], {
      cwd: folder,
      env: { ...(Object.fromEntries(seen) as NodeJS.ProcessEnv), ...SAME },
      execArgv: ["--import", pathToFileURL(require.resolve("tsx")).href],
    });
    let answer: Answer | undefined;
    child.on("message", (message) => (answer = message as Answer));
    child.on("error", reject);
    child.on("exit", () => resolve(answer));
  });
}
