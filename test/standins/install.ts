import { buildSync } from "esbuild";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readModels } from "./kubernetes/memory/models";
import { MODELS_FILE } from "./kubernetes/memory/validate";

const CHECKOUT = dirname(dirname(__dirname));
const STAND_INS = ["aws", "docker", "kubernetes", "random"];

/**
 * Writes the stand-in provider plugins to where the Pulumi CLI looks for plugins. Each is bundled into one
 * file, because loading the sources one by one triples its start-up time; running it again rebuilds them.
 */
export function installStandIns(pulumiHome: string): void {
  for (const name of STAND_INS) installStandIn(pulumiHome, name);
  const client = join(CHECKOUT, "node_modules", "@kubernetes", "client-node");
  const models = join(pluginDirectory(pulumiHome, "kubernetes"), MODELS_FILE);
  writeFileSync(models, JSON.stringify(readModels(client)));
}

function pluginDirectory(pulumiHome: string, name: string): string {
  return join(pulumiHome, "plugins", `resource-${name}-v${versionOf(name)}`);
}

function installStandIn(pulumiHome: string, name: string): void {
  const directory = pluginDirectory(pulumiHome, name);
  mkdirSync(directory, { recursive: true });
  const bundle = join(directory, "stand-in.cjs");
  buildSync({
    entryPoints: [join(__dirname, name, "main.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    target: "node22",
    define: { PLUGIN_VERSION: JSON.stringify(versionOf(name)) },
    logLevel: "error",
  });
  const wrapper = `#!/bin/sh\nexec ${quote(nodeBinary())} ${quote(bundle)} "$@"\n`;
  writeFileSync(join(directory, `pulumi-resource-${name}`), wrapper, { mode: 0o755 });
}

/** The plugin's version has to be that of the SDK package: the engine asks for exactly that one. */
function versionOf(name: string): string {
  const manifest = join(CHECKOUT, "node_modules", "@pulumi", name, "package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

function nodeBinary(): string {
  const pinned = join(CHECKOUT, "node_modules", ".bin", "node");
  return existsSync(pinned) ? pinned : process.execPath;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
