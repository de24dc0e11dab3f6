import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createConnection } from "node:net";
import { dirname, join } from "node:path";
import { readFileSync } from "node:fs";
import { output, until } from "../../commands/process";

const DOCKERFILES = join(dirname(dirname(__dirname)), "dockerfiles");
const CONTAINER = "blog-e2e-mysql";

/** The image that the blog's own database is made of. */
function mysqlImage(): string {
  const dockerfile = readFileSync(join(DOCKERFILES, "database/Dockerfile"), "utf8");
  const image = /^ARG MYSQL_IMAGE=(\S+)$/m.exec(dockerfile)?.[1];
  assert.ok(image, "the database's Dockerfile does not name its base");
  return image;
}

describe("the backend's own tests", () => {
  let port = 0;

  before(async function () {
    this.timeout("5m");
    await output("docker", ["rm", "--force", "--volumes", CONTAINER]).catch(() => undefined);
    await output("docker", [
      ...["run", "--detach", `--name=${CONTAINER}`, "--publish=127.0.0.1::3306"],
      ...["--env=MYSQL_ALLOW_EMPTY_PASSWORD=yes", mysqlImage()],
    ]);
    const published = await output("docker", ["port", CONTAINER, "3306/tcp"]);
    port = Number(published.split("\n")[0]?.split(":").at(-1));
    const late = () => new Error(`${CONTAINER} does not take connections after three minutes`);
    await until(180, async () => ((await greets(port)) ? true : undefined), late);
  });
  after(async function () {
    this.timeout("1m");
    await output("docker", ["rm", "--force", "--volumes", CONTAINER]);
  });

  it("pass against a real MySQL server, and none is left out", async function () {
    this.timeout("20m");
    const env = {
      ...process.env,
      BLOG_TEST_DATABASE_HOST: "127.0.0.1",
      BLOG_TEST_DATABASE_PORT: String(port),
    };
    const tests = spawn("go", ["test", "-count=1", "-json", "./..."], {
      cwd: join(DOCKERFILES, "backend"),
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let text = "";
    tests.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    const [code] = (await once(tests, "close")) as [number];
    const events = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as TestEvent);
    const named = (action: string) =>
      events.filter(({ Action, Test }) => Action === action && Test !== undefined).map(({ Test }) => Test);
    assert.equal(code, 0, events.map(({ Output }) => Output ?? "").join(""));
    assert.deepEqual(named("skip"), []);
    assert.ok(named("pass").length > 0);
    console.log(`      ${named("pass").length} tests passed`);
  });
});

/** One line of "go test -json". */
interface TestEvent {
  readonly Action: string;
  readonly Test?: string;
  readonly Output?: string;
}

/** Whether a MySQL server greets whoever connects; a port that is only published does not. */
async function greets(port: number): Promise<boolean> {
  const socket = createConnection({ host: "127.0.0.1", port });
  try {
    const [first] = (await Promise.race([once(socket, "data"), once(socket, "close")])) as [unknown];
    return first instanceof Buffer;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
