import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildOf } from "../../../standins/docker/build";
import { Daemon } from "../../../standins/docker/daemon";
import { DaemonStore } from "../../../standins/docker/daemonStore";
import { callOf } from "../call";

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("a Docker daemon", () => {
  let folder: string;
  let server: Server;
  let asked: string[];
  let buildAnswer: object[];
  let pushAnswer: object[];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "daemon-"));
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch");
    asked = [];
    buildAnswer = [{ stream: "done" }, { aux: { ID: "sha256:local" } }];
    pushAnswer = [{ status: "Pushing" }, { aux: { Digest: DIGEST } }];
    server = createServer((request: IncomingMessage, response) => {
      const url = request.url ?? "";
      asked.push(`${request.method} ${url}`);
      const answer = url.startsWith("/build")
        ? buildAnswer
        : url.includes("/push")
          ? pushAnswer
          : [{ Id: "sha256:local" }];
      request.resume().on("end", () => response.end(answer.map((line) => JSON.stringify(line)).join("\n")));
    });
    await new Promise<void>((resolve) => server.listen(join(folder, "docker.sock"), resolve));
  });
  afterEach(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  const make = async (push = true): Promise<string> => {
    const daemon = await Daemon.connect(`unix://${join(folder, "docker.sock")}`);
    const build = buildOf({
      context: folder,
      platform: "linux/amd64",
      args: { A: "1" },
      target: "t",
      network: "host",
    });
    const { log, cancelled } = callOf("");
    const name = "127.0.0.1:5001/blog/a:1";
    return new DaemonStore(daemon).make({
      name,
      build,
      contextDigest: "",
      registry: undefined,
      push,
      log,
      cancelled,
    });
  };

  it("builds with BuildKit what was asked for, and pushes it", async () => {
    assert.equal(await make(), `127.0.0.1:5001/blog/a@${DIGEST}`);
    const query = new URLSearchParams(asked.find((line) => line.startsWith("POST /build"))?.split("?")[1]);
    const { version, platform, target, networkmode, buildargs, t } = Object.fromEntries(query);
    assert.deepEqual([version, platform, target, networkmode], ["2", "linux/amd64", "t", "host"]);
    assert.deepEqual([JSON.parse(buildargs), t], [{ A: "1" }, "127.0.0.1:5001/blog/a:1"]);
    assert.ok(asked.includes("POST /images/127.0.0.1:5001/blog/a/push?tag=1"));
  });

  it("is asked for the local id where nothing is pushed", async () => {
    assert.equal(await make(false), "sha256:local");
    assert.ok(!asked.some((line) => line.includes("/push")));
  });

  it("fails with the output of the step that failed", async () => {
    buildAnswer = [
      { stream: "Step 1\n" },
      { stream: "no such file\n" },
      { errorDetail: { message: "exit code: 2" } },
    ];
    await assert.rejects(make(), /exit code: 2\nlast output:\nStep 1\nno such file/);
  });

  it("fails when the registry refuses the push", async () => {
    pushAnswer = [{ errorDetail: { message: "denied" } }];
    await assert.rejects(make(), /error reading push output: denied/);
  });

  it("that is not there is named as the reason", async () => {
    await assert.rejects(
      Daemon.connect(`unix://${folder}/nothing.sock`),
      /failed to connect to any docker daemon/,
    );
  });
});
