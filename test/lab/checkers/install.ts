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

const ACTIONLINT: GoTool = {
  name: "actionlint",
  module: join(__dirname, "actionlint"),
  package: "github.com/rhysd/actionlint/cmd/actionlint",
};

/** Programs that come as Python packages. */
const WORKFLOWS: PythonEnvironment = {
  name: "workflows",
  what: "zizmor and shellcheck",
  requirements: join(__dirname, "workflows.txt"),
  gibibytes: 1,
  modules: {},
};

const PYTHON: PythonEnvironment = {
  name: "checkers",
  what: "checkov and the schemas of Kubernetes",
  requirements: join(__dirname, "requirements.txt"),
  gibibytes: 1,
  modules: {},
};

/** What examines without running anything: rules for AWS, Kubernetes and workflows, schemas, and Helm to render charts. */
export async function installCheckers(paths: LabPaths, steps: Steps): Promise<void> {
  await steps.step("checkov and Kubernetes' schemas", (say) => installEnvironment(PYTHON, paths, say));
  await steps.step("zizmor and shellcheck", (say) => installEnvironment(WORKFLOWS, paths, say));
  await installTool(ACTIONLINT, "actionlint 1.7.12", paths, steps);
  await installTool(KUBE_SCORE, "kube-score 1.20.0", paths, steps);
  await installTool(HELM, `Helm ${HELM_VERSION}`, paths, steps);
}
