import assert from "node:assert/strict";
import { until } from "../../commands/process";
import { Post } from "./blog";
import { blog } from "./hooks";
import { podsOf, uidsOf } from "./pods";

describe("the stack", () => {
  it("answers with the page, its routes and the posts, as the smoke test saw on the way up", async () => {
    const page = await fetch(blog().url);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'self'/);
    assert.equal(page.headers.get("cache-control"), "no-cache");
    assert.ok((await blog().posts()).some(({ title }) => title === "The blog runs"));
  });

  it("keeps every character on its way to the disk and back", async () => {
    const body = "한글 · ελληνικά · 𝄞 · 👩🏽‍💻 · \\ ' \" <script>";
    const { id } = await blog().write({ title: "문자", author: "글쓴이", body });
    const read = (await (await fetch(`${blog().url}/api/posts/${id}`)).json()) as Post;
    assert.deepEqual([read.title, read.author, read.body], ["문자", "글쓴이", body]);
  });

  it("runs at least two pods of each service, by digest", async function () {
    this.timeout("3m");
    for (const service of ["backend", "frontend"]) {
      // The autoscaler, which starts the second one, looks every 15 seconds.
      const enough = async () => ((await podsOf(service)).length >= 2 ? podsOf(service) : undefined);
      const pods = await until(120, enough, () => new Error(`${service} has not two pods after two minutes`));
      for (const pod of pods) assert.match(pod.spec.containers[0].image, /@sha256:[0-9a-f]{64}$/);
    }
  });

  it("lets the pods of both services reach each other by service name alone", async function () {
    this.timeout("3m");
    const [frontend] = await podsOf("frontend");
    const fromFrontend = await blog().kubectl(
      ...["exec", "--namespace=blog", frontend.metadata.name, "--", "curl", "-sS", "-m", "5"],
      "http://backend:8080/api/posts",
    );
    assert.match(fromFrontend, /"posts":/);

    // The backend's image has nothing but the backend: a second container in its pod asks in its place.
    const [backend] = await podsOf("backend");
    const probe = `probe-${Date.now()}`;
    await blog().kubectl(
      ...["debug", "--namespace=blog", backend.metadata.name, "--profile=restricted", `--container=${probe}`],
      ...[`--image=${frontend.spec.containers[0].image}`, "--", "curl", "-sS", "-m", "5"],
      ...["-o", "/dev/null", "-w", "%{http_code}", "http://frontend:3000/healthz"],
    );
    const answer = await until(
      60,
      async () => {
        const log = await blog()
          .kubectl("logs", "--namespace=blog", backend.metadata.name, `--container=${probe}`)
          .catch(() => "");
        return log === "" ? undefined : log;
      },
      () => new Error("the probe in the backend's pod printed nothing"),
    );
    assert.equal(answer, "200");
  });

  it("refuses connections that nobody needs", async function () {
    this.timeout("1m");
    const [frontend] = await podsOf("frontend");
    const curl = (...args: string[]) =>
      blog().kubectl(
        "exec",
        "--namespace=blog",
        frontend.metadata.name,
        "--",
        "curl",
        "-sS",
        "-m",
        "3",
        ...args,
      );
    // The name is looked up first, so that a refusal is one of the connection.
    await assert.rejects(curl("telnet://database:3306"), /curl: \((7|28)\)/);
    await assert.rejects(curl("http://edge.blog-proxy/"), /curl: \((7|28)\)/);
    await assert.rejects(curl("https://kubernetes.default/"), /curl: \((7|28)\)/);
  });

  it("keeps its posts when the database's pod is deleted", async function () {
    this.timeout("5m");
    const before = await blog().posts();
    const { id } = await blog().write({ title: "Before the loss", author: "e2e", body: "Still here." });
    await blog().kubectl("delete", "pod", "--namespace=blog", "database-0");
    await blog().kubectl("rollout", "status", "--namespace=blog", "statefulset/database", "--timeout=180s");
    const read = await until(
      60,
      async () => {
        const response = await fetch(`${blog().url}/api/posts/${id}`);
        return response.ok ? ((await response.json()) as Post) : undefined;
      },
      () => new Error("the post could not be read again within a minute"),
    );
    assert.equal(read.body, "Still here.");
    assert.equal((await blog().posts()).length, before.length + 1);
  });

  it("changes nothing when it is brought up again", async function () {
    this.timeout("5m");
    const again = await blog().local("up", "--no-lab");
    assert.equal(again.code, 0, again.text);
    assert.match(again.text, /Nothing to change\./);
  });

  it("builds and replaces only the service that was changed", async function () {
    this.timeout("10m");
    const untouched = { frontend: await uidsOf("frontend"), database: await uidsOf("database") };
    const replaced = await uidsOf("backend");
    blog().edit("dockerfiles/backend/main.go", (text) => `${text}\n// One line more.\n`);

    const up = await blog().local("up", "--no-lab");
    assert.equal(up.code, 0, up.text);
    const changes = [...up.text.matchAll(/^ {2}(created|updated|replaced|deleted) +(\S+ \S+)/gm)].map(
      ([, verb, what]) => `${verb} ${what.replace(/-[0-9a-f]{12}$/, "")}`,
    );
    assert.deepEqual(changes, ["created Image backend", "updated Deployment backend"]);
    assert.deepEqual(await uidsOf("frontend"), untouched.frontend);
    assert.deepEqual(await uidsOf("database"), untouched.database);
    for (const uid of await uidsOf("backend")) assert.ok(!replaced.includes(uid));
  });
});
