import assert from "node:assert/strict";
import { parseTrace } from "../../../standins/docker/trace";

/** One length-delimited field of a protocol buffer. */
const field = (number: number, value: string | Buffer): Buffer => {
  const body = Buffer.from(value);
  return Buffer.concat([Buffer.from([number * 8 + 2, body.length]), body]);
};

describe("a trace of BuildKit", () => {
  it("tells steps, their errors and their output, and skips the rest", () => {
    const cached = Buffer.from([4 * 8, 1]);
    const step = Buffer.concat([field(1, "sha256:1"), field(3, "RUN ls"), cached, field(7, "exit code: 2")]);
    const log = Buffer.concat([field(1, "sha256:1"), Buffer.from([3 * 8, 2]), field(4, "no such file\n")]);
    const trace = parseTrace(
      Buffer.concat([field(1, step), field(2, "status"), field(3, log)]).toString("base64"),
    );
    assert.deepEqual(trace, {
      steps: [{ digest: "sha256:1", name: "RUN ls", error: "exit code: 2" }],
      logs: [{ step: "sha256:1", text: "no such file\n" }],
    });
  });
});
