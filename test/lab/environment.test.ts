import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { labEnvironment, shellLines } from "./environment";
import { CHECKOUT, labPaths } from "./paths";

const paths = labPaths({ BLOG_LAB_HOME: "/lab" });
const env = { PATH: "/usr/bin:/bin" };

describe("the environment of a lab", () => {
  it("names the lab's daemon, tools and plugins", () => {
    const of = labEnvironment(paths, { docker: "lab", realProviders: false }, env);

    assert.equal(of["DOCKER_HOST"], "unix:///lab/docker.sock");
    assert.equal(of["PULUMI_HOME"], "/lab/pulumi");
    assert.equal(of["PATH"], `/lab/bin:${join(CHECKOUT, "node_modules/.bin")}:/usr/bin:/bin`);
  });

  it("names no daemon where the machine's own is used, or none", () => {
    for (const docker of ["yours", "none"] as const) {
      assert.equal(labEnvironment(paths, { docker, realProviders: false }, env)["DOCKER_HOST"], undefined);
    }
  });

  it("names no stand-in where the real providers are used", () => {
    const of = labEnvironment(paths, { docker: "yours", realProviders: true }, env);

    assert.deepEqual(
      Object.keys(of).filter((key) => /^(PULUMI_HOME|STANDIN|HELM|DOCKER)/.test(key)),
      [],
    );
    assert.equal(of["PATH"], `${join(CHECKOUT, "node_modules/.bin")}:/usr/bin:/bin:/lab/bin`);
  });

  it("does not grow in a run inside a run", () => {
    const once = labEnvironment(paths, { docker: "lab", realProviders: false }, env);

    assert.deepEqual(
      labEnvironment(paths, { docker: "lab", realProviders: false }, { ...env, ...once }),
      once,
    );
  });

  it("is read by a shell as it is", () => {
    const value = `{"a": "it's $HOME, isn't it"}`;
    const script = `${shellLines({ A: value, B: "plain/x:y" })} printf %s "$A$B"`;

    assert.equal(execFileSync("sh", ["-c", script], { encoding: "utf8" }), `${value}plain/x:y`);
  });
});
