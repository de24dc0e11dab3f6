import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { dockerLogin } from "../../../components/registry/dockerLogin";

const HOST = "registry.example.com:5000";
const auth = (text: string) => ({ auth: Buffer.from(text).toString("base64") });

describe("a login that Docker keeps", () => {
  let folder: string;
  const path = process.env.PATH;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "docker-login-"));
    process.env.PATH = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true });
  });
  const keep = (config: unknown) => writeFileSync(join(folder, "config.json"), JSON.stringify(config));
  /** A helper that answers for one registry and knows no other. */
  const helper = (name: string, answer: string, code = 0) => {
    const file = join(folder, `docker-credential-${name}`);
    writeFileSync(
      file,
      `#!/bin/sh\n[ "$(cat)" = "${HOST}" ] && { echo '${answer}'; exit ${code}; }\nexit 1\n`,
    );
    chmodSync(file, 0o755);
  };

  const none: [string, unknown][] = [
    ["of another registry", { auths: { "registry.example.com": auth("a:b") } }],
    ["that is empty", { auths: { [HOST]: {} } }],
    ["without a name", { auths: { [HOST]: auth(":b") } }],
    ["in a file without any", {}],
  ];
  for (const [what, config] of none) {
    it(`is not found ${what}`, async () => {
      keep(config);
      assert.equal(await dockerLogin(HOST, folder), undefined);
    });
  }

  it("is not found without Docker's folder", async () => {
    assert.equal(await dockerLogin(HOST, join(folder, "absent")), undefined);
  });

  for (const server of [HOST, `https://${HOST}`, `https://${HOST}/v2/`]) {
    it(`is found under ${server}`, async () => {
      keep({ auths: { "other.example.com": auth("x:y"), [server]: auth("reader:s3c:ret") } });
      assert.deepEqual(await dockerLogin(HOST, folder), { username: "reader", password: "s3c:ret" });
    });
  }

  it("is found for Docker Hub under its old name", async () => {
    keep({ auths: { "https://index.docker.io/v1/": auth("a:b") } });
    assert.deepEqual(await dockerLogin("docker.io", folder), { username: "a", password: "b" });
  });

  it("is had from the registry's own helper before the one for all", async () => {
    helper("own", '{"ServerURL":"","Username":"a","Secret":"b"}');
    keep({ credHelpers: { [HOST]: "own" }, credsStore: "all" });
    assert.deepEqual(await dockerLogin(HOST, folder), { username: "a", password: "b" });
  });

  it("is not found when the helper has none, or a token of another protocol", async () => {
    keep({ credsStore: "all", auths: { [HOST]: {} } });
    helper("all", "credentials not found in native keychain", 1);
    assert.equal(await dockerLogin(HOST, folder), undefined);
    helper("all", '{"Username":"<token>","Secret":"b"}');
    assert.equal(await dockerLogin(HOST, folder), undefined);
  });

  it("stops at a helper that is not there, fails or makes no sense, without telling what it said", async () => {
    keep({ credsStore: "all" });
    const sentence = (reason: string) => ({
      message:
        `The login to ${HOST} cannot be had from docker-credential-all, which ${join(folder, "config.json")} names ` +
        `(${reason}): install it or remove it from the file.`,
    });
    await assert.rejects(dockerLogin(HOST, folder), sentence("ENOENT"));
    helper("all", "s3cret", 3);
    await assert.rejects(dockerLogin(HOST, folder), sentence("3"));
    helper("all", "s3cret");
    await assert.rejects(dockerLogin(HOST, folder), sentence("no login in its answer"));
  });

  it("stops at a file that is not Docker's", async () => {
    writeFileSync(join(folder, "config.json"), "{");
    await assert.rejects(
      dockerLogin(HOST, folder),
      /config\.json is not a configuration of Docker: correct it/,
    );
  });
});
