import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Session } from "../../components/platform/aws/commandLine";
import { NotAsked } from "./finding";

/** Seconds for an answer; the AWS CLI alone takes several to start on a machine that is busy. */
const PATIENCE_SECONDS = 60;

/** AWS has no such thing. */
export class Absent extends Error {}

const ABSENT = /NotFound|NoSuch|does not exist|no cluster found/i;

/** What the AWS CLI answers to a question. Throws Absent, or NotAsked with what AWS says in place of an answer. */
export async function askAws<T>({ region, profile }: Session, ...question: string[]): Promise<T> {
  const settings = ["--output", "json", "--region", region, ...(profile ? ["--profile", profile] : [])];
  try {
    const { stdout } = await promisify(execFile)("aws", [...question, ...settings], {
      timeout: PATIENCE_SECONDS * 1000,
      maxBuffer: 16 * 1024 * 1024,
      env: { ...process.env, AWS_PAGER: "", AWS_MAX_ATTEMPTS: "2" },
    });
    return JSON.parse(stdout || "null") as T;
  } catch (error) {
    const { stderr, killed } = error as { stderr?: string; killed?: boolean };
    const said = lastLine(stderr ?? String(error));
    if (ABSENT.test(said)) throw new Absent(said, { cause: error });
    const why = killed ? `no answer within ${PATIENCE_SECONDS} s` : said;
    throw new NotAsked(`AWS does not tell "${question.slice(0, 2).join(" ")}" (${why}).`, { cause: error });
  }
}

function lastLine(text: string): string {
  const [message = ""] = text.split(/\n\s*Additional error details:/);
  const line = message.trim().split("\n").at(-1) ?? "";
  return line.replace(/^aws: \[ERROR\]: /, "").replace(/\.$/, "");
}
