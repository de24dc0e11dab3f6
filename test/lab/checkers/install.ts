import { join } from "node:path";
import type { GoTool } from "../go-tool";
import { HELM, HELM_VERSION } from "../helm";
import type { LabPaths } from "../paths";
import { installTool } from "../pulumi";
import { installEnvironment, type PythonEnvironment } from "../python-environment";
import type { Steps } from "../steps";

const KUBE_SCORE: GoTool = {
  name: "kube-score",
  module: join(__dirname, "kube-score"),
  package: "github.com/zegl/kube-score/cmd/kube-score",
};

const PYTHON: PythonEnvironment = {
  name: "checkers",
  what: "checkov and the schemas of Kubernetes",
  requirements: join(__dirname, "requirements.txt"),
  gibibytes: 1,
  modules: {},
};

/** What examines without running anything: rules for AWS and Kubernetes, schemas, and Helm to render charts. */
export async function installCheckers(paths: LabPaths, steps: Steps): Promise<void> {
  await steps.step("checkov and Kubernetes' schemas", (say) => installEnvironment(PYTHON, paths, say));
  await installTool(KUBE_SCORE, "kube-score 1.20.0", paths, steps);
  await installTool(HELM, `Helm ${HELM_VERSION}`, paths, steps);
}
