import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { dirname } from "node:path";
import { readProjectFile } from "./workflow";

const CHECKOUT = dirname(dirname(dirname(__dirname)));

interface CustomManager {
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
  readonly depNameTemplate?: string;
  readonly datasourceTemplate: string;
}

const { customManagers, packageRules } = JSON.parse(readProjectFile(".github/renovate.json")) as {
  customManagers: CustomManager[];
  packageRules: { matchPackageNames?: string[]; allowedVersions?: string }[];
};

const FILES = globSync(["components/**/*.ts", "commands/**/*.ts", "test/lab/**/*.ts", ".github/**/*.yml"], {
  cwd: CHECKOUT,
});

/** What Renovate would find: "datasource name version", by file. */
const found = customManagers.flatMap(({ managerFilePatterns, matchStrings, ...manager }) => {
  const patterns = managerFilePatterns.map((pattern) => new RegExp(pattern.slice(1, -1)));
  return FILES.filter((file) => patterns.some((pattern) => pattern.test(file))).flatMap((file) =>
    matchStrings.flatMap((match) =>
      [...readProjectFile(file).matchAll(new RegExp(match, "g"))].map(({ groups = {} }) => ({
        file,
        registry: groups.registryUrl,
        dependency: `${manager.datasourceTemplate} ${groups.depName ?? manager.depNameTemplate}`,
        version: groups.currentValue ?? "",
      })),
    ),
  );
});
const versionsOf = (dependency: string) =>
  new Set(found.filter((one) => one.dependency === dependency).map(({ version }) => version));

describe("Renovate's own managers", () => {
  it("find something in each file that they are for", () => {
    for (const { description, managerFilePatterns } of customManagers)
      for (const pattern of managerFilePatterns)
        assert.ok(
          found.some(({ file }) => new RegExp(pattern.slice(1, -1)).test(file)),
          `${description}: ${pattern}`,
        );
  });

  it("find the chart of the proxy with its repository", () => {
    const [chart] = found.filter(({ dependency }) => dependency === "helm haproxy");
    assert.match(chart?.version ?? "", /^\d+\.\d+\.\d+$/);
    assert.equal(chart?.registry, "https://haproxytech.github.io/helm-charts");
  });

  it("find an image wherever it is named, in one version", () => {
    const names = [
      "golang",
      "node",
      "nginx",
      "mysql",
      "registry",
      "haproxytech/haproxy-alpine",
      "rancher/k3s",
    ];
    for (const name of names) {
      const versions = versionsOf(`docker ${name}`);
      assert.equal(versions.size, 1, `${name}: ${[...versions].join(", ")}`);
    }
    assert.deepEqual([...versionsOf("docker blog-lab/debian")], []);
  });

  it("find the images in the versions of the Dockerfiles", () => {
    const dockerfiles = ["backend", "frontend", "database"].map((name) =>
      readProjectFile("dockerfiles", name, "Dockerfile"),
    );
    const images = dockerfiles.flatMap((text) => [...text.matchAll(/^ARG \w+_IMAGE=(.+?):([\d.]+)/gm)]);
    assert.ok(images.length >= 4);
    for (const [, name, version] of images)
      assert.deepEqual([...versionsOf(`docker ${name}`)], [version], name);
  });

  it("find the CLI in the version of its library", () => {
    const { dependencies } = JSON.parse(readProjectFile("package.json"));
    assert.deepEqual([...versionsOf("npm @pulumi/pulumi")], [dependencies["@pulumi/pulumi"]]);
  });

  it("are let on by rules that hold today", () => {
    for (const { matchPackageNames = [], allowedVersions } of packageRules)
      for (const name of allowedVersions === undefined ? [] : matchPackageNames)
        for (const version of versionsOf(`docker ${name}`))
          assert.match(version, new RegExp(allowedVersions?.slice(1, -1) ?? ""), name);
  });
});
