import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { parse } from "yaml";
import { reasonOf } from "./command";
import { LabFailure } from "./failure";
import { buildGoTool, linkTool, type GoTool } from "./go-tool";
import { CHECKOUT, type LabPaths } from "./paths";
import type { Steps } from "./steps";

/** The newest CLI whose module can be built on its own. */
const CLI_VERSION = "3.255.0";
/** The last SDK that contains the Node.js language host. */
const LANGUAGE_VERSION = "3.68.0";

const CLI: GoTool = {
  name: "pulumi",
  module: join(__dirname, "pulumi/cli"),
  package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
  ldflags: `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${CLI_VERSION}`,
};

const LANGUAGE: GoTool = {
  name: "pulumi-language-nodejs",
  module: join(__dirname, "pulumi/language"),
  package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
};

/** What the language host of the CLI's own release can do and the one above cannot: start policy packs. */
const POLICY_PACKS: GoTool = {
  name: "policy-packs",
  module: join(__dirname, "pulumi/policy-packs"),
  package: ".",
};

/** The Pulumi CLI, its Node.js language host, and plugins that stand in for the real providers. */
export async function installPulumi(paths: LabPaths, steps: Steps): Promise<void> {
  await installTool(CLI, `Pulumi CLI ${CLI_VERSION}`, paths, steps);
  await steps.step(`Node.js language host ${LANGUAGE_VERSION}`, (say) => installLanguageHost(paths, say));
  await steps.step("provider plugins", () => installPlugins(paths));
}

/**
 * Builds the language host and puts before it what later ones do: a server that starts policy packs, and a script with
 * the options of Pulumi.yaml as flags, which later CLIs no longer give, because later hosts read them themselves.
 */
async function installLanguageHost(paths: LabPaths, say: (text: string) => void): Promise<string> {
  const { folder, outcome } = await buildGoTool(LANGUAGE, paths, say);
  const front = await buildGoTool(POLICY_PACKS, paths, say);
  const { runtime } = parse(readFileSync(join(CHECKOUT, "Pulumi.yaml"), "utf8")) as ProjectFile;
  const flags = Object.entries(runtime.options).map(([option, value]) => `--${option}=${value}`);
  const script = join(front.folder, LANGUAGE.name);
  const command = [join(front.folder, POLICY_PACKS.name), join(folder, LANGUAGE.name)].map(
    (file) => `"${file}"`,
  );
  await writeFile(script, `#!/bin/sh\nexec ${[...command, ...flags].join(" ")} "$@"\n`, { mode: 0o755 });
  await linkTool(paths, LANGUAGE.name, script);
  return front.outcome === "built" ? front.outcome : outcome;
}

interface ProjectFile {
  readonly runtime: { readonly options: Readonly<Record<string, string | boolean>> };
}

/** Builds a tool when needed and links it. */
export async function installTool(tool: GoTool, title: string, paths: LabPaths, steps: Steps): Promise<void> {
  await steps.step(title, async (say) => {
    const { folder, outcome } = await buildGoTool(tool, paths, say);
    await linkTool(paths, tool.name, join(folder, tool.name));
    return outcome;
  });
}

async function installPlugins(paths: LabPaths): Promise<string> {
  await mkdir(paths.pulumiHome, { recursive: true });
  const installer = join(CHECKOUT, "test/standins/install.ts");
  if (!existsSync(installer)) return "no stand-ins in this checkout";
  const { installStandIns } = (await import(installer)) as { installStandIns: (pulumiHome: string) => void };
  try {
    installStandIns(paths.pulumiHome);
  } catch (error) {
    const reason = reasonOf((error as Error).message);
    throw new LabFailure(`provider plugins of test/standins could not be installed: ${reason}`);
  }
  return "installed";
}

/** True when the caller asks for the real provider plugins and the machine has a Pulumi CLI that is not the lab's. */
export function usesRealProviders(env: NodeJS.ProcessEnv, paths: LabPaths): boolean {
  if (env["LAB_PROVIDERS"] !== "real") return false;
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder && folder !== paths.bin);
  return folders.some((folder) => existsSync(join(folder, "pulumi")));
}
