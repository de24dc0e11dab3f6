import assert from "node:assert/strict";
import { judged as judgedClock } from "../../../commands/doctor/checks/clock";
import { judgedVersion } from "../../../commands/doctor/checks/cluster";
import { Info, inside } from "../../../commands/doctor/checks/docker";
import { differing } from "../../../commands/doctor/checks/packages";
import { unfinished } from "../../../commands/doctor/checks/pending";
import { judged as judgedPulumi } from "../../../commands/doctor/checks/pulumi";
import { judged as judgedQuota } from "../../../commands/doctor/checks/quotas";
import { judged as judgedRelease } from "../../../commands/doctor/checks/release";
import { arnOf } from "../../../commands/doctor/checks/rights";
import { Finding } from "../../../commands/doctor/finding";
import { localSettings } from "../../../commands/local/settings";
import { isSentence } from "../sentence";

const isProblem = ({ kind, text }: Finding, says: RegExp) => {
  assert.equal(kind, "problem", text);
  assert.match(isSentence(text), says);
};
const isFine = ({ kind, text }: Finding) => assert.equal(kind, "ok", text);

const ELSEWHERE = { stack: "prod", local: undefined };
const HERE = { stack: "local", local: localSettings() };

describe("Docker, for an update,", () => {
  const info: Info = {
    ...{ OSType: "linux", Architecture: "x86_64", OperatingSystem: "Debian GNU/Linux 13 (trixie)" },
    ...{ MemTotal: 8 * 1024 ** 3, DockerRootDir: "/nowhere" },
  };
  const nobody = "/nowhere/emulator";

  it("is fine with Linux containers on amd64 and enough memory", () => {
    assert.deepEqual(inside(info, HERE, nobody), []);
  });

  it("must run Linux containers", () => {
    isProblem(
      inside({ ...info, OSType: "windows" }, ELSEWHERE, nobody)[0],
      /^Docker runs windows containers: /,
    );
  });

  it("needs its memory for the stack on this machine only", () => {
    const small = { ...info, MemTotal: 2 * 1024 ** 3 };

    isProblem(inside(small, HERE, nobody)[0], /^Docker has 2\.0 GiB of memory, /);
    assert.deepEqual(inside(small, ELSEWHERE, nobody), []);
  });

  it("needs an emulator on another processor", () => {
    const arm = { ...info, Architecture: "aarch64" };

    isProblem(inside(arm, ELSEWHERE, nobody)[0], /^Docker runs on aarch64 and nothing there emulates amd64/);
    assert.deepEqual(inside(arm, ELSEWHERE, __filename), []);
    assert.deepEqual(inside({ ...arm, OperatingSystem: "Docker Desktop" }, ELSEWHERE, nobody), []);
  });
});

describe("the Pulumi CLI, for an update,", () => {
  it("must be one that this project was tried with, or later", () => {
    for (const version of ["3.255.0", "3.255.1", "3.300.0", "4.0.0", "3.256.0-alpha.1"])
      isFine(judgedPulumi(version));
    for (const version of ["3.254.9", "3.99.300", "2.300.0", "unknown"])
      isProblem(judgedPulumi(version), /^The Pulumi CLI is .* tried with 3\.255\.0 and later: install /);
  });
});

describe("installed packages", () => {
  const lock = {
    packages: {
      "": { version: "0.1.0" },
      "node_modules/zod": { version: "4.6.7" },
      "node_modules/a/node_modules/@b/c": { version: "1.0.0" },
    },
  };
  const there = lock.packages;
  const onOtherMachines = { "node_modules/fsevents": { version: "2.0.0", optional: true } };

  it("may lack optional ones, and no others", () => {
    const wanted = { packages: { ...there, ...onOtherMachines } };

    assert.deepEqual(differing(wanted, lock), []);
    assert.deepEqual(differing(lock, { packages: { ...there, "node_modules/zod": { version: "4.6.6" } } }), [
      "zod",
    ]);
    assert.deepEqual(differing(lock, { packages: { "node_modules/zod": { version: "4.6.7" } } }), ["@b/c"]);
  });
});

describe("the clock of this machine", () => {
  const noon = Date.UTC(2026, 0, 1, 12);
  const minutes = (count: number) => noon + count * 60_000;

  it("may be five minutes off, as far as AWS goes", () => {
    for (const ours of [noon, minutes(5), minutes(-5)]) isFine(judgedClock("sts.example", noon, ours));
    isProblem(
      judgedClock("sts.example", noon, minutes(6)),
      /^The clock is 6 minutes ahead of that of sts\.example, /,
    );
    isProblem(
      judgedClock("sts.example", noon, minutes(-90)),
      /^The clock is 90 minutes behind that of sts\.example, /,
    );
  });
});

describe("operations that were left unfinished", () => {
  const resource = {
    urn: "urn:pulumi:prod::blog::blog:index:Service$kubernetes:apps/v1:Deployment::backend",
  };
  const state = {
    pending_operations: [
      { type: "creating", resource },
      { type: "updating", resource },
    ],
  };

  it("have to be looked after by hand, except on this machine", () => {
    isFine(unfinished({}, ELSEWHERE));
    isProblem(
      unfinished(state, ELSEWHERE),
      /^The last update was interrupted while creating Deployment backend and 1 more: run "pulumi refresh --stack prod"/,
    );
    isFine(unfinished(state, HERE));
  });
});

describe("a release of Helm that is stuck", () => {
  it("has to be freed by hand, except on this machine", () => {
    isFine(judgedRelease([], ELSEWHERE));
    isProblem(
      judgedRelease(["sh.helm.release.v1.haproxy.v4"], ELSEWHERE),
      /then "kubectl delete secret --namespace blog-proxy sh\.helm\.release\.v1\.haproxy\.v4"\.$/,
    );
    isFine(judgedRelease(["sh.helm.release.v1.haproxy.v4"], HERE));
  });
});

describe("a quota", () => {
  const vpcs = { what: "VPCs", service: "vpc", code: "L-F678F1CE", needed: (gateways: number) => gateways };

  it("must leave room for what a new stack takes", () => {
    isFine(judgedQuota(vpcs, 5, 4, 1));
    isProblem(
      judgedQuota(vpcs, 5, 3, 3),
      /^Of 5 VPCs, 3 are taken, and the stack takes 3 more: .* --service-code vpc --quota-code L-F678F1CE --desired-value 6"\.$/,
    );
  });
});

describe("the version of a cluster", () => {
  it("must know all that the blog's objects use", () => {
    for (const version of ["v1.36.3+k3s1", "v1.32.0-eks-1", "v1.100.0"])
      isFine(judgedVersion(version, "https://it"));
    isProblem(
      judgedVersion("v1.28.9", "https://it"),
      /^The cluster at https:\/\/it runs Kubernetes v1\.28\.9, /,
    );
    isProblem(judgedVersion("strange", "https://it"), /runs Kubernetes strange, /);
  });
});

describe("whose policies IAM is asked for", () => {
  const arn = (arn: string) => arnOf({ account: "111122223333", arn });

  it("is the role of a session, and a user as he is", () => {
    assert.equal(
      arn("arn:aws-cn:sts::111122223333:assumed-role/deployer/me"),
      "arn:aws-cn:iam::111122223333:role/deployer",
    );
    assert.equal(arn("arn:aws:iam::111122223333:user/ada"), "arn:aws:iam::111122223333:user/ada");
    assert.throws(
      () => arn("arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_1/ada"),
      /Identity Center/,
    );
  });
});
