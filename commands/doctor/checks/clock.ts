import { Check } from "../check";
import { Finding, NotAsked, ok, problem } from "../finding";
import { Subject } from "../subject";

/** Minutes by which AWS lets a signature be off. */
const LIMIT_MINUTES = 5;

/** Whether this machine knows what time it is: what it signs is refused otherwise, and TLS certificates too. */
export const clock: Check = {
  name: "clock",
  // The registry of the stack on this machine has the same clock.
  concerns: ({ local }) => local === undefined,
  after: ["configuration"],
  async examine(subject) {
    const url = await someServer(subject);
    const asked = Date.now();
    const answer = await fetch(url, {
      method: "HEAD",
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    const date = answer?.headers.get("date");
    const host = new URL(url).host;
    if (!date) throw new NotAsked(`${host} tells no time.`);
    // An answer was dated somewhere between the question and now.
    return judged(host, Date.parse(date), (asked + Date.now()) / 2);
  },
};

export function judged(host: string, theirs: number, ours: number): Finding {
  const seconds = Math.round((ours - theirs) / 1000);
  const minutes = Math.abs(seconds) / 60;
  if (minutes <= LIMIT_MINUTES) return ok(`The clock agrees with that of ${host}.`);
  return problem(
    `The clock is ${Math.round(minutes)} minutes ${seconds > 0 ? "ahead of" : "behind"} that of ${host}, and AWS takes no signature that is ${LIMIT_MINUTES} minutes off: set it, for example with "timedatectl set-ntp true".`,
  );
}

/** One that the stack needs anyway. */
async function someServer(subject: Subject): Promise<string> {
  const config = await subject.config();
  if (config.platform === "aws")
    return process.env.AWS_ENDPOINT_URL ?? `https://sts.${config.provider.region}.amazonaws.com/`;
  const [host] = config.cluster.registry.split("/");
  return `${/^(127\.|localhost)/.test(host) ? "http" : "https"}://${host}/v2/`;
}
