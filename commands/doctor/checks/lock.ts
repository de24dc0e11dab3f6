import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasStaleLock } from "../../local/lock";
import { PRIVATE } from "../../local/settings";
import { stackTrouble } from "../../stackTrouble";
import { askAws } from "../awsAnswers";
import { Check } from "../check";
import { Finding, NotAsked, ok, problem } from "../finding";
import { Subject } from "../subject";

interface Lock {
  readonly pid: number;
  readonly username: string;
  readonly hostname: string;
  readonly timestamp: string;
}

/** Whether somebody works on the stack, or did and was killed. Only a try to update it asks Pulumi itself. */
export const lock: Check = {
  name: "lock",
  after: ["stack"],
  async examine(subject) {
    if (!(await subject.exists())) return ok("There is nothing to lock yet.");
    const url = (await subject.asked((workspace) => workspace.whoAmI())).url ?? "";
    if (/^https?:/.test(url)) return inService(subject);
    const [held] = url.startsWith("s3://") ? await locksInBucket(url, subject) : locksInFolder(url, subject);
    if (held === undefined) return ok("Nobody works on the stack.");
    if (subject.local && hasStaleLock(join(PRIVATE, "state")))
      return ok('A run of "npm run local" was killed; the next one goes on from there.');
    throw stackTrouble(subject.stack, saidOf(held)) ?? new Error("A lock is not told of as Pulumi does.");
  },
};

/** Pulumi's own service says it with the list of stacks. */
async function inService({ stack, asked }: Subject): Promise<Finding> {
  const stacks = await asked((workspace) => workspace.listStacks());
  const found = stacks.find(({ name }) => name === stack || name.endsWith(`/${stack}`));
  return found?.updateInProgress
    ? problem(`Another "pulumi" works on the stack ${stack}: wait until it is done.`)
    : ok("Nobody works on the stack.");
}

/** Where the CLI lays down the locks of a stack, beside its state. */
const placeOf = ({ project, stack }: Subject) => `.pulumi/locks/organization/${project}/${stack}/`;

function locksInFolder(url: string, subject: Subject): Lock[] {
  if (!url.startsWith("file://")) throw new NotAsked(`The backend ${url} shows its locks only to an update.`);
  const home = url.replace(/\?.*$/, "").replace("file://~", `file://${homedir()}`);
  const folder = join(fileURLToPath(home), placeOf(subject));
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.map((file) => JSON.parse(readFileSync(join(folder, file), "utf8")) as Lock);
}

async function locksInBucket(url: string, subject: Subject): Promise<Lock[]> {
  const { host: bucket, pathname, searchParams } = new URL(url);
  const session = await subject.session();
  const at = { ...session, region: searchParams.get("region") ?? session.region };
  const prefix = `${pathname.replace(/^\/|\/$/g, "")}/${placeOf(subject)}`.replace(/^\//, "");
  const question = ["s3api", "list-objects-v2", "--bucket", bucket, "--prefix", prefix];
  const { Contents = [] } = (await askAws<{ Contents?: { Key: string }[] } | null>(at, ...question)) ?? {};
  return Promise.all(Contents.map(({ Key }) => askAws<Lock>(at, "s3", "cp", `s3://${bucket}/${Key}`, "-")));
}

/** A lock in the words of the CLI, of which the other commands make a sentence too. */
const saidOf = ({ username, hostname, pid, timestamp }: Lock) =>
  new Error(`the stack is currently locked: created by ${username}@${hostname} (pid ${pid}) at ${timestamp}`);
