import assert from "node:assert/strict";
import { hangUp, impatient, registryForEach, silence, status } from "./asking";
import { Intruder } from "./fakeRegistry";
import { putImage } from "./images";

const A = "3f2a9c1d04be";

describe("a registry in trouble", () => {
  const registry = registryForEach();
  const asking = (options = {}) => impatient(`${registry().host}/backend`, options);
  const troubles = (...intruders: Intruder[]) => registry().intruders.push(...intruders);
  const rejects = (promise: Promise<unknown>, sentence: string) =>
    assert.rejects(promise, {
      message: `Image ${registry().host}/backend:${A} cannot be looked up: ${registry().host} ${sentence}.`,
    });
  beforeEach(() => void putImage(registry().repository("backend"), { tag: A }));

  for (const code of [429, 500, 502, 503, 504]) {
    it(`is asked again after ${code}`, async () => {
      troubles(status(code), status(code), status(code));
      const { client, waited } = asking();
      assert.ok(await client.digestOf(A));
      assert.deepEqual(waited, [250, 500, 1000]);
    });
  }

  it("is asked again when it hangs up", async () => {
    troubles(hangUp, hangUp, hangUp);
    const { client, waited } = asking();
    assert.ok(await client.digestOf(A));
    assert.deepEqual(waited, [250, 500, 1000]);
  });

  it("is given up after four times", async () => {
    troubles(...Array<Intruder>(4).fill(hangUp));
    await rejects(
      asking().client.digestOf(A),
      "does not answer (UND_ERR_SOCKET): see that it runs and that this machine reaches it",
    );
    assert.equal(registry().asked.length, 4);
  });

  it("is told to fail, in its own words", async () => {
    const words = JSON.stringify({ errors: [{ code: "UNKNOWN", message: "disk\nis full." }] });
    troubles(...Array<Intruder>(4).fill(status(500, {}, words)));
    await assert.rejects(asking().client.tags(), {
      message:
        `The tags of ${registry().host}/backend cannot be listed: ${registry().host} fails ` +
        "(HTTP 500, UNKNOWN: disk is full): see to it and try again.",
    });
  });

  it("is given the time that it asks for", async () => {
    troubles(status(429, { "Retry-After": "7" }), status(503, { "Retry-After": new Date(0).toUTCString() }));
    const { client, waited } = asking();
    assert.ok(await client.digestOf(A));
    assert.deepEqual(waited, [7000, 500]);
  });

  it("is not waited for longer than ten seconds", async () => {
    troubles(status(429, { "Retry-After": "11" }));
    const { client, waited } = asking();
    await rejects(
      client.digestOf(A),
      "limits how often it is asked (HTTP 429): try again in 11 s, with a login if it has none",
    );
    assert.deepEqual(waited, []);
  });

  it("that never answers is left after its time", async () => {
    troubles(silence);
    await rejects(
      asking({ timeoutSeconds: 0.05 }).client.digestOf(A),
      "gave no answer within 0.05 s: check the network, or the proxy that it needs, and try again",
    );
    assert.equal(registry().asked.length, 1);
  });

  it("that begins to answer and never ends is left after its time", async () => {
    troubles((_, response) => {
      response.writeHead(200, { "Content-Length": 100 }).write("{");
      return true;
    });
    await assert.rejects(asking({ timeoutSeconds: 0.05 }).client.tags(), /gave no answer within 0\.05 s/);
  });

  it("that breaks off its answer is asked again", async () => {
    troubles((_, response) => {
      response.writeHead(200, { "Content-Length": 100 }).write("{", () => response.destroy());
      return true;
    });
    const { client, waited } = asking();
    assert.deepEqual(await client.tags(), [A]);
    assert.deepEqual(waited, [250]);
  });

  it("that sends too much is cut short", async () => {
    troubles((_, response) => {
      const more = () => {
        while (response.writable && response.write(Buffer.alloc(65536)));
      };
      response.on("drain", more).writeHead(200);
      more();
      return true;
    });
    await assert.rejects(
      asking().client.tags(),
      /is larger than 4194304 bytes, so it is not what was asked for/,
    );
  });

  it("that sends on without an end is left", async () => {
    const circle: Intruder = (request, response) => {
      registry().intruders.push(circle);
      response.writeHead(307, { location: request.url }).end();
      return true;
    };
    troubles(circle);
    await rejects(
      asking().client.digestOf(A),
      "cannot be asked (redirect count exceeded): correct the registry's address",
    );
  });

  it("that is a web page for everything is no registry", async () => {
    troubles(status(200, { "Content-Type": "text/html" }));
    await rejects(
      asking().client.digestOf(A),
      'gave an answer that makes no sense (a manifest of type "text/html"): correct the registry\'s address, or see what lies between',
    );
  });

  it("that knows nothing is no registry", async () => {
    registry().versionHeader = false;
    troubles(status(404), status(404));
    await rejects(
      asking().client.digestOf(A),
      "does not answer as a registry does (HTTP 404): correct the registry's address",
    );
  });

  it("that asks for a login in no known way is told so", async () => {
    troubles(status(401, { "WWW-Authenticate": "Negotiate" }));
    const login = { username: "reader", password: "s3cret" };
    await rejects(
      asking({ login }).client.digestOf(A),
      'refuses the login of "reader" (HTTP 401): log in again or let it read the repository',
    );
  });

  it("that is not there is told so", async () => {
    const { host } = registry();
    await registry().stop();
    const { client, waited } = impatient(`${host}/backend`);
    await assert.rejects(client.digestOf(A), {
      message:
        `Image ${host}/backend:${A} cannot be looked up: ${host} does not answer (ECONNREFUSED): ` +
        "see that it runs and that this machine reaches it.",
    });
    assert.equal(waited.length, 3);
    await registry().start();
  });
});
