import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Failure } from "../../../commands/failure";
import { localSettings } from "../../../commands/local/settings";

const CLUSTER = `
    registry: 127.0.0.1:5001/blog
    kubeconfig: .local/kubeconfig
    context: blog-local
    edge: { type: NodePort, nodePort: 30080, url: "http://127.0.0.1:8080" }`;

describe("what the local command reads of its stack", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "settings-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const settings = (text: string) => {
    writeFileSync(join(folder, "Pulumi.local.yaml"), text);
    return localSettings(folder);
  };

  it("is the committed file's: containers of its own on loopback", () => {
    const { registry, context, url, managed } = localSettings();
    assert.deepEqual(
      { registry, context, url, managed },
      { registry: "127.0.0.1:5001", context: "blog-local", url: "http://127.0.0.1:8080", managed: true },
    );
  });

  it("leaves a cluster alone that exists already", () => {
    const existing = CLUSTER.replace(".local/kubeconfig", "~/.kube/config").replace(
      "127.0.0.1:5001",
      "registry:443",
    );
    assert.equal(settings(`config:\n  blog:cluster:${existing}`).managed, false);
  });

  const wrong: [what: string, text: string, message: RegExp][] = [
    ["no YAML", "config: [", /^Pulumi\.local\.yaml is no valid YAML \(.+\): correct it\.$/],
    ["empty", "", /^Pulumi\.local\.yaml lacks registry, context or a NodePort edge/],
    [
      "without a port",
      `config:\n  blog:cluster:${CLUSTER.replace("nodePort: 30080, ", "")}`,
      /^Pulumi\.local\.yaml lacks registry/,
    ],
    [
      "with a registry elsewhere and a cluster of its own",
      `config:\n  blog:cluster:${CLUSTER.replace("127.0.0.1:5001", "registry.example.com")}`,
      /^Pulumi\.local\.yaml names the registry registry\.example\.com, which this command cannot start/,
    ],
  ];
  for (const [what, text, message] of wrong) {
    it(`is refused when the file is ${what}`, () => {
      assert.throws(
        () => settings(text),
        (error) => error instanceof Failure && message.test(error.message),
      );
    });
  }

  it("is refused when the file is missing", () => {
    assert.throws(() => localSettings(folder), /Pulumi\.local\.yaml is missing in .*: restore it/);
  });
});
