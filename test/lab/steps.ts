/** Says on stderr what the lab does and how long each step takes; stdout belongs to the command that is run. */
export class Steps {
  constructor(private readonly write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)) {}

  say(text: string): void {
    this.write(`lab: ${text}`);
  }

  /**
   * Runs one step and reports its outcome with the seconds it took.
   * @param work answers the outcome, such as "built" or "reused"
   */
  async step(name: string, work: (say: (text: string) => void) => Promise<string>): Promise<void> {
    const start = performance.now();
    const outcome = await work((text) => this.say(`${name}: ${text} …`));
    this.say(`${name}: ${outcome} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  }
}
