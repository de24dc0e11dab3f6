import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Deployed } from "../unit/harness";
import type { Finding } from "./finding";
import { kubernetesObjects } from "./kubernetes/objects";
import { declareAll, KUBERNETES_VERSION } from "./situations";
import { terraformConfiguration } from "./terraform/configuration";
import { checkov, type CheckovReport } from "./tools/checkov";
import { kubeScore } from "./tools/kubeScore";
import { validate } from "./tools/schemas";

/** What the tools say of all stacks, and of the careless one. */
export interface Examination {
  readonly stacks: ReadonlyMap<string, Deployed>;
  readonly findings: readonly Finding[];
  /** Rules of checkov that are fulfilled. */
  readonly passed: CheckovReport["passed"];
}

let examined: Promise<Examination> | undefined;

/** Examines everything once, however many tests ask; the tools take most of the time to start. */
export const examination = (): Promise<Examination> => (examined ??= examine());

async function examine(): Promise<Examination> {
  const folder = await mkdtemp(join(tmpdir(), "blog-static-"));
  try {
    const stacks = await declareAll();
    const findings: Finding[] = [];
    for (const [stack, deployed] of stacks) {
      const { file, objects } = await write(join(folder, stack), deployed);
      const place = { folder, version: KUBERNETES_VERSION };
      findings.push(...(await validate(file, stack, { ...place, objects })));
      findings.push(...(await kubeScore(file, stack, place)));
    }
    const report = await checkov(folder);
    return { stacks, findings: [...findings, ...report.findings], passed: report.passed };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(folder: string, deployed: Deployed): Promise<{ file: string; objects: number }> {
  await mkdir(folder);
  const objects = await kubernetesObjects(deployed);
  const file = join(folder, "objects.yaml");
  // The tools read YAML 1.1, where "on" without quotes is no text.
  await writeFile(file, objects.map((object) => stringify(object, { version: "1.1" })).join("---\n"));
  await writeFile(join(folder, "main.tf"), terraformConfiguration(deployed));
  return { file, objects: objects.length };
}
