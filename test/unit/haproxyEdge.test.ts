import assert from "node:assert/strict";
import net from "node:net";
import { HaproxySettings } from "../../components/haproxySettings";
import { describeHaproxy, Pod, podsOf, Rig, seen } from "./haproxyRig";

describeHaproxy("a running HAProxy that faces the world", () => {
  let rig: Rig;
  let backends: Pod[];
  let frontends: Pod[];

  async function start(settings: HaproxySettings): Promise<void> {
    ({ backends, frontends } = podsOf());
    rig = await Rig.start(backends, frontends, settings);
  }

  afterEach(() => rig.stop());

  describe("with a limit of 20 requests in 10 s", () => {
    beforeEach(() => start({ rateLimit: { requests: 20, periodSeconds: 10 } }));

    it("answers more with 429 and when to come back", async () => {
      const answers: number[] = [];
      for (let sent = 0; sent < 30; sent++) answers.push((await rig.get("/api")).status);
      const call = await rig.get("/api");
      const page = await rig.get("/");
      assert.deepEqual(answers, [...Array<number>(20).fill(200), ...Array<number>(10).fill(429)]);
      assert.deepEqual(
        [call.headers["retry-after"], JSON.parse(call.body)],
        ["10", { error: "too many requests" }],
      );
      assert.match(page.body, /<h1>Too many requests<\/h1>/);
      assert.equal(seen([...backends, ...frontends]).length, 20);
    });

    it("counts each client for itself", async () => {
      for (let sent = 0; sent < 25; sent++) await rig.get("/api");
      assert.equal((await rig.get("/api", {}, { localAddress: "127.0.0.9" })).status, 200);
    });
  });

  describe("behind a load balancer that speaks the PROXY protocol", () => {
    beforeEach(() => start({ proxyProtocolFrom: ["127.0.0.8/32"] }));

    async function ask(text: string): Promise<string> {
      const socket = net.connect({ port: rig.ports.http, host: "127.0.0.1", localAddress: "127.0.0.8" });
      socket.write(`${text}GET / HTTP/1.1\r\nHost: blog\r\nConnection: close\r\n\r\n`);
      let answer = "";
      socket.on("data", (chunk: Buffer) => (answer += chunk.toString()));
      socket.on("error", () => undefined);
      await new Promise((resolve) => socket.on("close", resolve));
      return answer;
    }

    it("takes the client's address from it", async () => {
      assert.match(await ask("PROXY TCP4 203.0.113.7 10.0.0.1 5000 80\r\n"), /^HTTP\/1.1 200/);
      assert.equal(seen(frontends)[0].headers["x-forwarded-for"], "203.0.113.7");
    });

    it("serves no one who comes from there without it, and everyone else as always", async () => {
      assert.doesNotMatch(await ask(""), /200/);
      assert.equal((await rig.get("/")).status, 200);
    });
  });

  describe("behind a load balancer that ends TLS", () => {
    beforeEach(() => start({ https: { hstsSeconds: 31_536_000 } }));

    it("redirects what came without TLS", async () => {
      const { status, headers } = await rig.get("/posts?id=1", { host: "blog.example.com" });
      assert.deepEqual([status, headers.location], [301, "https://blog.example.com/posts?id=1"]);
    });

    it("serves what came over it, and says so to pods and browsers", async () => {
      const { status, headers } = await rig.get("/", {}, { port: rig.ports.https });
      assert.deepEqual([status, headers["strict-transport-security"]], [200, "max-age=31536000"]);
      assert.equal(seen(frontends)[0].headers["x-forwarded-proto"], "https");
    });
  });
});
