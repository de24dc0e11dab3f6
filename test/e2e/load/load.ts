import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { output } from "../../../commands/process";
import { Answer } from "./account";

/** Builds the load tool of its Go module into a folder; answers its path. */
export async function buildLoadTool(folder: string): Promise<string> {
  const path = join(folder, "load");
  await output("go", ["build", "-C", __dirname, "-o", path, "."]);
  return path;
}

/** Requests that arrive at a constant rate, whether or not earlier ones are answered. */
export class Load {
  private constructor(
    private readonly child: ReturnType<typeof startTool>,
    private readonly received: Answer[],
    private readonly ended: Promise<number>,
  ) {}

  /** Starts a load of so many requests per second on the blog at an address, and waits for its first answer. */
  static async start(tool: string, url: string, rate: number): Promise<Load> {
    const child = startTool(tool, url, rate);
    const received: Answer[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => received.push(JSON.parse(line) as Answer));
    const ended = once(child, "close").then(([code]) => Number(code));
    await Promise.race([
      once(lines, "line"),
      ended.then((code) => assert.fail(`the load ended with ${code} before its first answer`)),
    ]);
    return new Load(child, received, ended);
  }

  /** Ends the load once the requests under way are answered; all answers, in the order in which they came. */
  async stop(): Promise<readonly Answer[]> {
    this.child.stdin.end();
    assert.equal(await this.ended, 0, "the load ended by itself");
    return this.received;
  }

  /** Ends the load, however far it is; does nothing to one that was stopped. */
  abandon(): void {
    this.child.kill("SIGKILL");
  }
}

const startTool = (tool: string, url: string, rate: number) =>
  spawn(tool, ["-rate", String(rate), url], { stdio: ["pipe", "pipe", "inherit"] });
