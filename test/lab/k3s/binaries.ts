import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { command } from "../command";
import type { Recipe } from "../recipe";

/** Version that the cluster reports, as k3s writes it. */
const VERSION = "v1.36.3+k3s1";

/** Variables of the Kubernetes modules that the linker sets: the version of the server and of its clients. */
const VERSION_PACKAGES = ["k8s.io/component-base/version", "k8s.io/client-go/pkg/version"];

/** What decides the programs: the Go module in this folder. */
export function binariesRecipe(): Recipe {
  const sources = ["go.mod", "go.sum", "cmd", "internal"].map((name) => join(__dirname, name));
  return { sources, values: { version: VERSION } };
}

/** Builds the programs in `cmd` into a folder: minutes when Go's own cache is empty, else seconds. */
export async function buildBinaries(folder: string, log: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await command("go", ["build", "-trimpath", "-ldflags", ldflags(), "-o", `${folder}/`, "./cmd/..."], {
    what: "building Kubernetes from its Go modules",
    log,
    cwd: __dirname,
    env: { CGO_ENABLED: "0" },
  });
}

function ldflags(): string {
  const [, major = "", minor = ""] = /^v(\d+)\.(\d+)\./.exec(VERSION) ?? [];
  const versions = VERSION_PACKAGES.flatMap((path) => [
    `-X ${path}.gitVersion=${VERSION}`,
    `-X ${path}.gitMajor=${major}`,
    `-X ${path}.gitMinor=${minor}`,
    `-X ${path}.gitTreeState=clean`,
  ]);
  return ["-s -w", `-X main.version=${VERSION}`, ...versions].join(" ");
}
