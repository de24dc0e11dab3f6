import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { Check } from "../../../commands/doctor/check";
import { cluster } from "../../../commands/doctor/checks/cluster";
import { release } from "../../../commands/doctor/checks/release";
import { examined } from "../../../commands/doctor/examination";
import { Finding } from "../../../commands/doctor/finding";
import { clusterOf } from "../../../commands/doctor/kubernetes";
import { Subject } from "../../../commands/doctor/subject";
import { awsCommand } from "../awsCommand";
import { isSentence } from "../sentence";
import { ROOT } from "../stacks";
import { Answers, CLASSES, FakeCluster, GROUPS, READY, SECRETS, SETS, VERSION } from "./fakeCluster";

describe("the cluster of a stack, for an update,", () => {
  const api = new FakeCluster();
  let folder: string;
  before(() => api.start());
  after(() => api.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "blog-kubeconfig-"));
    api.answers = READY;
    writeFileSync(join(folder, "config"), kubeconfig(api.url));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const elsewhere = (keys: object = {}) => {
    const file = relative(ROOT, join(folder, "config"));
    const settings = { platform: "cluster", cluster: { kubeconfig: file, context: "it", ...keys } };
    return {
      platform: "cluster",
      local: undefined,
      config: () => Promise.resolve(settings),
    } as unknown as Subject;
  };
  const said = async (
    answers: Answers = {},
    subject = elsewhere(),
    check = cluster,
  ): Promise<readonly Finding[]> => {
    api.answers = { ...READY, ...answers };
    return findings({ ...check, after: [] }, subject);
  };

  it("is fine with a metrics server, a default storage class and somebody who enforces NetworkPolicies", async () => {
    assert.deepEqual(
      (await said()).map(({ kind }) => kind),
      ["ok", "ok", "ok", "ok"],
    );
    assert.ok(api.asked.every(({ method }) => method === "GET"));
  });

  const wrong: Readonly<Record<string, readonly [Answers, RegExp]>> = {
    "is too old": [{ [VERSION]: { gitVersion: "v1.28.1" } }, /runs Kubernetes v1\.28\.1, and the blog needs/],
    "has no metrics server": [{ [GROUPS]: { groups: [] } }, /^The cluster has no metrics server, /],
    "has no default storage class": [
      { [CLASSES]: { items: [{ metadata: { name: "slow" } }] } },
      /^The cluster has no default storage class: .* one of slow\.$/,
    ],
    "does not take the login": [{ [VERSION]: 401 }, /does not take the login: /],
    "is broken": [{ [VERSION]: 503 }, /does not answer \(503\): /],
  };
  for (const [what, [answers, says]] of Object.entries(wrong)) {
    it(`is told of where it ${what}`, async () => {
      const problems = (await said(answers)).filter(({ kind }) => kind === "problem");

      assert.equal(problems.length, 1);
      assert.match(isSentence(problems[0].text), says);
    });
  }

  it("is told of where the storage class that is configured is not there", async () => {
    const problems = (await said({}, elsewhere({ storageClass: "faster" }))).filter(
      ({ kind }) => kind === "problem",
    );

    assert.match(String(problems[0]?.text), /^The cluster has no storage class "faster": .* slow, fast\.$/);
  });

  it("is not said to have what one may not ask for, or what nobody can see", async () => {
    const hidden = await said({ [VERSION]: 403 });
    assert.deepEqual(hidden, [{ kind: "not asked", text: "You may not ask the cluster for its version." }]);

    const [policies] = (await said({ [SETS]: { items: [] } })).slice(-1);
    assert.equal(policies.kind, "not asked");
  });

  it("is told of where nobody answers, or its kubeconfig has no such context", async () => {
    const gone = new FakeCluster();
    await gone.start();
    writeFileSync(join(folder, "config"), kubeconfig(gone.url));
    await gone.stop();
    assert.match(
      isSentence((await said())[0].text),
      /^The cluster at http:\S+ does not answer \(ECONNREFUSED\): /,
    );

    writeFileSync(join(folder, "config"), kubeconfig(api.url));

    const [{ text }] = await said({}, elsewhere({ context: "other" }));
    assert.match(isSentence(text), /^The kubeconfig has no context "other": .* one of it\.$/);
  });

  it("is asked for releases that Helm was interrupted in", async () => {
    const secret = { metadata: { name: "sh.helm.release.v1.haproxy.v2" } };

    assert.equal((await said({}, elsewhere(), release))[0].kind, "ok");
    const [stuck] = await said({ [SECRETS]: { items: [secret] } }, elsewhere(), release);
    assert.match(
      isSentence(stuck.text),
      /delete secret --namespace blog-proxy sh\.helm\.release\.v1\.haproxy\.v2"\.$/,
    );
    assert.match(decodeURIComponent(api.asked.at(-1)?.url ?? ""), /pending-upgrade/);
  });

  it("is signed in to on AWS as the stack itself does, and is nobody's fault before it is there", async () => {
    const onAws = {
      ...{ platform: "aws", cluster: "blog-prod", local: undefined },
      config: () => Promise.resolve({ platform: "aws" }),
      session: () => Promise.resolve({ region: "eu-central-1" }),
    } as unknown as Subject;
    const undo = awsCommand(`case "$2 $*" in
      describe-cluster*" --name blog-prod "*) echo '{"cluster":{"status":"ACTIVE","endpoint":"https://eks.example","certificateAuthority":{"data":"Q0E="}}}' ;;
      get-token*" --cluster-name blog-prod"*) echo '{"apiVersion":"client.authentication.k8s.io/v1beta1","kind":"ExecCredential","status":{"token":"of-aws"}}' ;;
      *) exit 1 ;;
    esac`);
    try {
      const found = await clusterOf(onAws);
      assert.equal(found?.getCurrentCluster()?.server, "https://eks.example");
      const request: { headers?: Record<string, string> } = { headers: {} };
      await found.applyToHTTPSOptions(request);
      assert.equal(request.headers?.Authorization, "Bearer of-aws");
    } finally {
      undo();
    }
    const none = awsCommand(
      'echo "An error occurred (ResourceNotFoundException) when calling the DescribeCluster operation: No cluster found for name: blog-prod." >&2; exit 254',
    );
    try {
      assert.match((await said({}, onAws))[0].text, /^The cluster is not there yet/);
    } finally {
      none();
    }
  });
});

async function findings(check: Check, subject: Subject): Promise<readonly Finding[]> {
  const [result] = await Array.fromAsync(examined([check], subject));
  return result.findings;
}

const kubeconfig = (server: string) =>
  JSON.stringify({
    ...{ apiVersion: "v1", kind: "Config", users: [{ name: "it", user: { token: "of-it" } }] },
    clusters: [{ name: "it", cluster: { server, "insecure-skip-tls-verify": true } }],
    contexts: [{ name: "it", context: { cluster: "it", user: "it" } }],
  });
