import { join } from "node:path";
import type { LabPaths } from "../paths";
import { installEnvironment, type PythonEnvironment } from "../python-environment";
import type { Steps } from "../steps";

const PYTHON: PythonEnvironment = {
  name: "aws",
  what: "moto and the aws CLI",
  requirements: join(__dirname, "requirements.txt"),
  gibibytes: 1,
  modules: { aws: "awscli" },
};

/** The AWS API double's Python environment, and the aws CLI that comes with it. */
export async function installAws(paths: LabPaths, steps: Steps): Promise<void> {
  await steps.step("AWS API double and aws CLI", (say) => installEnvironment(PYTHON, paths, say));
}
