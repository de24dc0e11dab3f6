import assert from "node:assert/strict";
import { hostname } from "node:os";
import { stackTrouble } from "../../../commands/stackTrouble";
import { isSentence } from "../sentence";

const lockedBy = (host: string, pid: number) =>
  new Error(
    `code: 255\n stderr: error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with \`pulumi cancel\`.\n  file:///state/.pulumi/locks/organization/blog/prod/1.json: created by deployer@${host} (pid ${pid}) at 2026-01-02T03:04:05Z`,
  );

describe("what is wrong with a stack", () => {
  const rows: [what: string, said: Error, sentence: RegExp][] = [
    [
      "no passphrase",
      new Error(
        "stderr: error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
      ),
      /^The secrets of the stack prod cannot be read without its passphrase: set PULUMI_CONFIG_PASSPHRASE/,
    ],
    [
      "another passphrase",
      new Error(
        "error: getting secrets manager: incorrect passphrase; please set PULUMI_CONFIG_PASSPHRASE to the correct passphrase or set PULUMI_CONFIG_PASSPHRASE_FILE to a file containing the passphrase",
      ),
      /is not that of the stack prod/,
    ],
    [
      "no login",
      new Error("error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions"),
      /log in with/,
    ],
    [
      "a lock of somebody elsewhere",
      lockedBy("elsewhere", 1),
      /^Another "pulumi" \(deployer@elsewhere, process 1\) works on the stack prod since 2026-01-02T03:04:05Z: wait/,
    ],
    [
      "a lock of a process that runs",
      lockedBy(hostname(), process.pid),
      /^Another "pulumi" .* works on the stack prod/,
    ],
    [
      "a lock of a process that is gone",
      lockedBy(hostname(), 99_999_999),
      /is gone: remove the lock with "pulumi cancel --stack prod"/,
    ],
    [
      "a conflict",
      new Error("error: [409] Conflict: Another update is currently in progress."),
      /^Another "pulumi" works on/,
    ],
    [
      "anything else",
      new Error("stderr: error: the disk is full\nstdout:"),
      /^The stack prod cannot be used \("the disk is full"\): see/,
    ],
  ];
  for (const [what, said, sentence] of rows) {
    it(`is one sentence: ${what}`, () => {
      assert.match(isSentence(stackTrouble("prod", said)?.message ?? ""), sentence);
    });
  }

  it("is not told of what did not come from the Pulumi CLI", () => {
    assert.equal(stackTrouble("prod", new TypeError("x is not a function")), undefined);
  });
});
