import { join } from "node:path";
import type { GoTool } from "./go-tool";

export const HELM_VERSION = "3.19.0";

/** The real Helm, from its Go module. */
export const HELM: GoTool = {
  name: "helm",
  module: join(__dirname, "helm"),
  package: "helm.sh/helm/v3/cmd/helm",
  ldflags: `-X helm.sh/helm/v3/internal/version.version=v${HELM_VERSION}`,
};
