import assert from "node:assert/strict";
import { createServer } from "node:net";
import { BACKEND, Ended, LocalBlog } from "./blog";
import { blog } from "./hooks";

/** A command that failed with these words, and without a stack trace. */
function failedWith(ended: Ended, message: RegExp): void {
  assert.equal(ended.code, 1, ended.text);
  assert.match(ended.text, message);
  assert.doesNotMatch(ended.text, /^\s+at /m);
}

describe("trouble is said in a sentence", () => {
  it("when Docker does not answer", async function () {
    this.timeout("1m");
    const without = blog().start("tsx", ["commands/local.ts", "up", "--no-lab"], {
      DOCKER_HOST: "unix:///nowhere/docker.sock",
    });
    failedWith(await without.ended, /Docker .*nowhere\/docker\.sock.*: (install or )?start Docker/s);
  });

  it("when a port is taken, and nothing of it stays", async function () {
    this.timeout("3m");
    const other = new LocalBlog();
    const taken = createServer().listen(18082, "127.0.0.1");
    try {
      other.edit("Pulumi.local.yaml", (text) =>
        text
          .replace("context: blog-e2e", "context: blog-e2e-port")
          .replace("127.0.0.1:18080", "127.0.0.1:18082")
          .replace("127.0.0.1:15001", "127.0.0.1:15002"),
      );
      failedWith(
        await other.local("up", "--no-lab"),
        /Port 18082 on this machine is taken, and .*: stop what listens/,
      );
    } finally {
      taken.close();
      assert.equal((await other.local("down")).code, 0);
      other.remove();
    }
    assert.deepEqual(
      (await blog().leftovers()).filter((name) => name.startsWith("blog-e2e-port")),
      [],
    );
  });

  it("when a command has an argument that it does not know", async function () {
    this.timeout("1m");
    failedWith(await blog().local("up", "--fast"), /unknown option '--fast'/);
    failedWith(await blog().local("sideways"), /unknown command 'sideways'|too many arguments/);
  });

  it("when the configuration is wrong, before anything changes", async function () {
    this.timeout("2m");
    blog().configure({ "blog:backend": { minReplicas: 0 } });
    try {
      failedWith(
        await blog().local("up", "--no-lab"),
        /blog:backend\.minReplicas must be a whole number from 1 to 100, got 0/,
      );
    } finally {
      blog().configure({ "blog:backend": BACKEND });
    }
  });

  it("when a rollout never becomes ready: which pod and why, while the old pods serve on", async function () {
    this.timeout("10m");
    blog().edit("dockerfiles/backend/main.go", (text) =>
      text.replace("func main() {", 'func main() {\n\tpanic("broken on purpose")\n'),
    );
    try {
      const up = await blog().local("up", "--no-lab");
      failedWith(up, /Deployment backend: /);
      assert.match(
        up.text,
        /Pod blog\/backend-\S+ is held by backend \(\S+\); its last words are: .*broken on purpose/s,
      );
      assert.ok((await blog().posts()).length > 0);
    } finally {
      blog().edit("dockerfiles/backend/main.go", (text) =>
        text.replace('\n\tpanic("broken on purpose")\n', ""),
      );
    }
    const mended = await blog().local("up", "--no-lab");
    assert.equal(mended.code, 0, mended.text);
  });
});

describe("a run that was killed in the middle", () => {
  it("goes on when it is run again", async function () {
    this.timeout("10m");
    blog().edit("dockerfiles/frontend/index.html", (text) => text.replace("</head>", "<!-- more --></head>"));
    const killed = blog().start("tsx", ["commands/local.ts", "up", "--no-lab"]);
    await killed.prints(/created +Image frontend/);
    // The group: the Pulumi CLI and its plugins as well.
    process.kill(-(killed.child.pid ?? 0), "SIGKILL");
    await killed.ended;

    const again = await blog().local("up", "--no-lab");
    assert.equal(again.code, 0, again.text);
    assert.match(again.text, /The last run was interrupted: going on from where it was\./);
    assert.match(await (await fetch(blog().url)).text(), /<!-- more -->/);
  });
});
