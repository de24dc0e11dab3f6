import assert from "node:assert/strict";
import http from "node:http";
import { describeHaproxy, Pod, podsOf, request, Rig, seen, until } from "./haproxyRig";

describeHaproxy("a running HAProxy", () => {
  let rig: Rig;
  let backends: Pod[];
  let frontends: Pod[];

  /** True if ten requests are all answered by this pod. */
  async function tenInARow(pod: Pod): Promise<boolean> {
    for (let asked = 0; asked < 10; asked++) if ((await rig.get("/api")).body !== pod.name) return false;
    return true;
  }

  afterEach(() => rig.stop());

  describe("with pods of both services", () => {
    beforeEach(async () => {
      ({ backends, frontends } = podsOf());
      rig = await Rig.start(backends, frontends);
    });

    for (const [path, service] of Object.entries({
      "/api": "backend",
      "/api?q=1": "backend",
      "/api/posts": "backend",
      "/apix": "frontend",
      "/": "frontend",
      "/posts/api/": "frontend",
      "/metrics": "frontend",
      "/stats": "frontend",
      "/healthz": "frontend",
    })) {
      it(`sends ${path} to the ${service}`, async () => {
        assert.match((await rig.get(path)).body, new RegExp(`^${service}-`));
      });
    }

    it("shows metrics and statistics on the inner port", async () => {
      const metrics = await request({ port: rig.ports.stat, path: "/metrics" });
      assert.match(metrics.body, /^haproxy_backend_http_responses_total\{proxy="backend"/m);
      assert.equal((await request({ port: rig.ports.stat, path: "/stats" })).status, 200);
    });

    it("tells pods who the client is, whatever the client claims", async () => {
      await rig.get("/api", {
        "x-forwarded-for": "6.6.6.6",
        "X-Forwarded-Proto": "https",
        "x-forwarded-user": "root",
        forwarded: "for=6.6.6.6",
        "x-real-ip": "6.6.6.6",
        "x-request-id": "forged",
        host: "blog.example.com",
      });
      const { headers } = seen(backends)[0];
      assert.equal(headers["x-forwarded-for"], "127.0.0.1");
      assert.equal(headers["x-forwarded-proto"], "http");
      assert.equal(headers["x-forwarded-host"], "blog.example.com");
      assert.deepEqual(
        [headers["x-forwarded-user"], headers.forwarded, headers["x-real-ip"]],
        [undefined, undefined, undefined],
      );
      assert.match(String(headers["x-request-id"]), /^[0-9a-f-]{36}$/);
    });

    it("protects the reader's browser, and keeps what the application says itself", async () => {
      frontends[0].answer = (_request, response) =>
        void response
          .setHeader("Server", "nginx")
          .setHeader("Content-Security-Policy", "default-src 'none'")
          .end();
      const own = (await rig.get("/")).headers;
      const { headers } = await rig.get("/api");
      assert.equal(headers["x-content-type-options"], "nosniff");
      assert.equal(headers["x-frame-options"], "DENY");
      assert.match(
        String(headers["content-security-policy"]),
        /^default-src 'self';.*frame-ancestors 'none'$/,
      );
      assert.deepEqual([own.server, own["content-security-policy"]], [undefined, "default-src 'none'"]);
      assert.equal(headers["strict-transport-security"], undefined);
    });

    it("compresses text, and nothing that is compressed already", async () => {
      const text = "so long ".repeat(1000);
      const serve = (headers: http.OutgoingHttpHeaders) => {
        frontends[0].answer = (_request, response) => void response.writeHead(200, headers).end(text);
        return rig.get("/", { "accept-encoding": "gzip" });
      };
      const html = await serve({ "content-type": "text/html" });
      assert.equal(html.headers["content-encoding"], "gzip");
      assert.match(String(html.headers.vary), /accept-encoding/i);
      assert.equal((await serve({ "content-type": "image/png" })).headers["content-encoding"], undefined);
      const already = await serve({ "content-type": "text/html", "content-encoding": "br" });
      assert.deepEqual([already.headers["content-encoding"], already.body.length], ["br", text.length]);
    });

    it("logs each request as JSON, without its query", async () => {
      const { headers } = await rig.get("/api/posts?token=secret");
      await until(() => rig.log.some((line) => line.startsWith("{")));
      const entry = JSON.parse(rig.log.find((line) => line.startsWith("{"))!) as Record<string, unknown>;
      assert.deepEqual(
        [entry.client, entry.method, entry.path, entry.status, entry.backend, entry.end, entry.request_id],
        ["127.0.0.1", "GET", "/api/posts", 200, "backend", "----", headers["x-request-id"]],
      );
      assert.doesNotMatch(rig.log.join("\n"), /secret/);
    });

    it("loses no GET when a pod is killed", async () => {
      const answers: Promise<number>[] = [];
      for (let sent = 0; sent < 200; sent++) {
        answers.push(rig.get("/api").then(({ status }) => status));
        if (sent === 100) backends[0].kill();
        if (sent % 10 === 0) await Promise.all(answers);
      }
      assert.deepEqual([...new Set(await Promise.all(answers))], [200]);
      assert.ok(seen([backends[0]]).length > 20, "the killed pod never had a request");
    });

    it("finds a page's asset on the pod of the release that has it", async () => {
      frontends[0].answer = (_incoming, response) => void response.writeHead(404).end();
      for (let asked = 0; asked < 6; asked++) {
        assert.equal((await rig.get("/assets/index-3f2a9c1d.js")).body, "frontend-2");
      }
      assert.ok(seen([frontends[0]]).length > 0, "the pod without the asset was never asked");
      backends.forEach((pod) => (pod.answer = (_incoming, response) => void response.writeHead(404).end()));
      assert.equal((await rig.get("/api/posts/404")).status, 404);
      assert.equal(seen(backends).length, 1);
    });

    it("repeats a GET on another pod when the answer fails to come", async () => {
      backends.forEach((pod) => {
        pod.answer = (incoming, response) =>
          void (seen(backends).length === 1 ? incoming.socket.destroy() : response.end(pod.name));
      });
      assert.equal((await rig.get("/api")).status, 200);
      assert.deepEqual(
        backends.map(({ requests }) => requests.length),
        [1, 1],
      );
    });

    for (const fails of ["never answered", "cut short", "answered by 503"]) {
      it(`never sends a POST twice when it is ${fails}`, async () => {
        backends.forEach((pod) => {
          pod.answer = (incoming, response) => {
            if (fails === "answered by 503") return void response.writeHead(503).end();
            if (fails === "cut short") response.writeHead(200, { "content-length": 100 }).write("half");
            incoming.socket.destroySoon();
          };
        });
        await rig.post("/api/posts", "{}").catch(() => undefined);
        assert.equal(seen(backends).length, 1);
      });
    }

    it("never sends a POST twice on a connection that the pod closes while it is reused", async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      backends.forEach((pod) => {
        pod.answer = (incoming, response) =>
          void (incoming.method === "POST" ? incoming.socket.destroy() : response.end());
      });
      for (let round = 0; round < 10; round++) await rig.get("/api", {}, { agent });
      await rig.post("/api/posts", "{}", { agent }).catch(() => undefined);
      agent.destroy();
      assert.equal(seen(backends).filter(({ method }) => method === "POST").length, 1);
    });

    it("takes a POST to another pod when the first one cannot be reached", async () => {
      backends[0].kill();
      const answers = await Promise.all(Array.from({ length: 6 }, () => rig.post("/api/posts", "{}")));
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
      assert.equal(seen([backends[1]]).length, 6);
    });

    it("leaves a pod alone as soon as DNS no longer names it, and finds a new one", async () => {
      const [leaving, arriving] = backends as [Pod, Pod];
      rig.resolve({ "backend.test": [arriving] });
      await until(() => tenInARow(arriving));
      rig.resolve({ "backend.test": [leaving] });
      await until(async () => (await rig.get("/api")).body === leaving.name);
    });

    it("leaves a pod alone while it says that it cannot serve", async () => {
      const [unable, other] = backends as [Pod, Pod];
      unable.ready = false;
      await until(() => tenInARow(other));
      unable.ready = true;
      other.ready = false;
      await until(() => tenInARow(unable));
    });

    it("keeps its pods while DNS names none", async () => {
      rig.resolve({ "backend.test": [], "frontend.test": [] });
      assert.equal((await rig.get("/api")).status, 200);
    });

    it("says 503 for people and for programs when no pod is left", async () => {
      [...backends, ...frontends].forEach((pod) => pod.kill());
      const page = await rig.get("/");
      const call = await rig.get("/api/posts");
      assert.deepEqual([page.status, call.status], [503, 503]);
      assert.match(page.body, /<h1>Temporarily unavailable<\/h1>/);
      assert.deepEqual(JSON.parse(call.body), { error: "temporarily unavailable" });
      assert.deepEqual(
        [page.headers["retry-after"], page.headers["x-content-type-options"]],
        ["5", "nosniff"],
      );
    });

    it("finishes what it has when it is told to stop, and takes nothing new", async () => {
      let finish: () => void = () => undefined;
      backends.forEach((pod) => {
        pod.answer = (_request, response) => void (finish = () => response.end("late"));
      });
      const running = rig.get("/api");
      await until(() => seen(backends).length === 1);
      await rig.softStop();
      await assert.rejects(rig.get("/"), { code: "ECONNREFUSED" });
      finish();
      assert.equal((await running).body, "late");
    });

    it("answers what an idle client sends while it stops, then closes", async () => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      await rig.get("/", {}, { agent });
      await rig.softStop();
      const last = await rig.get("/", {}, { agent });
      agent.destroy();
      assert.deepEqual([last.status, last.headers.connection], [200, "close"]);
    });
  });

  it("is not ready before it has found pods, but does not wait for ever", async () => {
    rig = await Rig.start([], [new Pod("frontend-1", "127.0.0.21")], { discoverySeconds: 2 });
    await until(async () => (await rig.health()) === 503);
    await until(async () => (await rig.health()) === 200);
    assert.equal((await rig.get("/api")).status, 503);
  });
});
