import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { Operator } from "./operator";

/** Keys as a terminal sends them. */
export const KEYS = { down: "\u001b[B", enter: "\r", interrupt: "\u0003" };

/** A command in a terminal of its own, at which somebody reads and types. */
export class Terminal {
  /** All that was shown so far, as plain text. */
  private shown = "";
  private changed: () => void = () => undefined;
  /** Exit code. */
  readonly end: Promise<number | undefined>;
  private readonly child;

  constructor(operator: Operator, command: "rollback", ...args: readonly string[]) {
    const { words, options } = operator.commandLine(command, args);
    // util-linux's "script" gives a command a terminal; its own input is what is typed.
    this.child = spawn("script", ["-qefc", words.join(" "), "/dev/null"], { ...options, stdio: "pipe" });
    this.child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.shown += stripVTControlCharacters(text);
      this.changed();
    });
    this.end = new Promise((resolve, reject) => {
      this.child.on("error", reject);
      this.child.on("close", (code) => {
        resolve(code ?? undefined);
        this.changed();
      });
    });
  }

  /** Waits until something is shown; throws what was shown if the command ends before. */
  async sees(text: string | RegExp): Promise<string> {
    let ended = false;
    void this.end.then(() => (ended = true));
    while (!this.shown.match(text)) {
      if (ended) throw new Error(`The command ended without ${String(text)}: ${this.shown}`);
      await new Promise<void>((resolve) => (this.changed = resolve));
    }
    return this.shown;
  }

  type(...keys: readonly string[]): void {
    for (const key of keys) this.child.stdin.write(key);
  }
}
