import assert from "node:assert/strict";
import { impatient, registryForEach, status } from "./asking";
import { BasicAccess, BearerAccess } from "./fakeAccess";
import { putImage } from "./images";

const A = "3f2a9c1d04be";

describe("a login with every question, as to ECR", () => {
  const registry = registryForEach();
  const login = { username: "AWS", password: "s3cret:ü" };
  const client = (given?: typeof login) => impatient(`${registry().host}/backend`, { login: given }).client;
  let access: BasicAccess;
  beforeEach(() => {
    access = registry().access = new BasicAccess(login.username, login.password);
    putImage(registry().repository("backend"), { tag: A });
  });

  it("is given when it is asked for, and with every question after that", async () => {
    const asking = client(login);
    assert.ok(await asking.digestOf(A));
    assert.deepEqual(await asking.tags(), [A]);
    assert.equal(registry().asked.length, 3);
  });

  it("does not go to the storage that the registry sends it to", async () => {
    registry().redirect = true;
    assert.equal((await client(login).imageOf(A))?.platform, "linux/amd64");
    assert.equal(registry().asked.at(-1), "GET storage");
  });

  it("is missed in one sentence", async () => {
    await assert.rejects(client().digestOf(A), {
      message:
        `Image ${registry().host}/backend:${A} cannot be looked up: ${registry().host} asks for a login ` +
        "(HTTP 401): give it one that may read the repository.",
    });
  });

  it("that has become too old is told in one sentence, in the registry's words and without the password", async () => {
    const asking = client(login);
    await asking.digestOf(A);
    access.expired = true;
    await assert.rejects(asking.digestOf(A), {
      message:
        `Image ${registry().host}/backend:${A} cannot be looked up: ${registry().host} refuses the login of "AWS" ` +
        "(HTTP 403, DENIED: Your authorization token has expired. Reauthenticate and try again): " +
        "log in again or let it read the repository.",
    });
  });
});

describe("a token for a repository", () => {
  const registry = registryForEach();
  const login = { username: "reader", password: "s3cret" };
  const client = (given?: typeof login) =>
    impatient(`${registry().host}/blog/backend`, { login: given }).client;
  let access: BearerAccess;
  beforeEach(() => {
    access = registry().access = new BearerAccess();
    putImage(registry().repository("blog/backend"), { tag: A });
  });

  for (const field of ["token", "access_token"] as const) {
    it(`is had without a login where none is needed, as "${field}"`, async () => {
      access.field = field;
      assert.ok(await client().digestOf(A));
    });
  }

  it("is had with a login, and kept", async () => {
    access.login = "reader:s3cret";
    const asking = client(login);
    await asking.imageOf(A);
    await asking.tags();
    assert.equal(access.given, 1);
  });

  it("is had once for questions at the same time", async () => {
    const asking = client();
    await Promise.all([asking.digestOf(A), asking.digestOf("000000000000"), asking.tags()]);
    assert.equal(access.given, 1);
  });

  it("is had anew when it is not accepted any more", async () => {
    const asking = client();
    await asking.digestOf(A);
    access.revoked = 1;
    await Promise.all([asking.digestOf(A), asking.tags()]);
    assert.equal(access.given, 2);
  });

  it("is asked for again after it could not be had", async () => {
    registry().intruders.push(() => false, status(418));
    const asking = client();
    await assert.rejects(asking.digestOf(A), /does not answer as a registry does \(HTTP 418\)/);
    assert.ok(await asking.digestOf(A));
  });

  it("is not had without the login that it needs", async () => {
    access.login = "reader:s3cret";
    await assert.rejects(client().digestOf(A), {
      message: new RegExp(
        `^Image .*/blog/backend:${A} cannot be looked up: .* asks for a login ` +
          "\\(HTTP 401, incorrect username or password\\): give it one that may read the repository\\.$",
      ),
    });
  });

  it("is not had with a wrong login, and the password is not told", async () => {
    access.login = "reader:other";
    await assert.rejects(client(login).digestOf(A), (error: Error) => {
      assert.match(
        error.message,
        /refuses the login of "reader" \(HTTP 401, incorrect username or password\): log in/,
      );
      assert.doesNotMatch(error.message, /s3cret/);
      return true;
    });
  });

  it("is not accepted for ever: one that is refused at once ends the asking", async () => {
    access.revoked = 9;
    await assert.rejects(
      client().tags(),
      /asks for a login \(HTTP 401, UNAUTHORIZED: authentication required\)/,
    );
    assert.equal(access.given, 1);
  });

  for (const realm of ["http://tokens.example.com/token", "ftp://127.0.0.1/", "", "token"]) {
    it(`is not asked for with a login at "${realm}"`, async () => {
      access.realm = realm;
      await assert.rejects(client(login).digestOf(A), {
        message: new RegExp(
          `has its logins checked at "${realm}", which has no TLS: give that server a certificate\\.$`,
        ),
      });
    });
  }

  it("makes no sense in a wrong form", async () => {
    registry().intruders.push(() => false, status(200, {}, '{"tokens":[]}'));
    await assert.rejects(client().digestOf(A), /\(the token of a login has a wrong form: /);
  });
});
