// Runs the backend's Go tests where Go is; elsewhere the image build of the e2e tests still compiles it.
import { spawnSync } from "node:child_process";

const cwd = new URL("../dockerfiles/backend", import.meta.url);
const go = (...args) => spawnSync("go", args, { cwd, stdio: "inherit" });

if (go("version").error) {
  console.log("Go is not on PATH: the backend's own tests are left out; install Go 1.26 to run them.");
} else {
  for (const args of [
    ["vet", "./..."],
    ["test", "./..."],
  ]) {
    const { status } = go(...args);
    if (status !== 0) process.exit(status ?? 1);
  }
}
