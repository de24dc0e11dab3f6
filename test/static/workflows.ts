import { runTool } from "./tools/run";

/** The interpreter beside which the lab installs zizmor and shellcheck. */
const WORKFLOWS_PYTHON = "workflows-python";

/** What a tool has against a workflow. */
export interface Complaint {
  readonly rule: string;
  /** File, from the folder that was examined on. */
  readonly file: string;
  readonly problem: string;
}

/** What actionlint, and shellcheck through it, have against the workflows of a folder. */
export async function actionlint(folder: string, files: readonly string[] = []): Promise<Complaint[]> {
  const shellcheck = `${await programs(folder)}/shellcheck`;
  const args = ["-format", "{{json .}}", "-shellcheck", shellcheck, "-pyflakes", "", ...files];
  // 1 tells of findings.
  const output = await runTool("actionlint", args, { folder, codes: [0, 1] });
  return (JSON.parse(output) as { kind: string; filepath: string; message: string }[]).map(
    ({ kind, filepath, message }) => ({ rule: kind, file: filepath, problem: message }),
  );
}

/** What zizmor has against the workflows and actions below a folder; it asks nobody. */
export async function zizmor(folder: string, path: string): Promise<Complaint[]> {
  const args = ["--offline", "--no-progress", "--no-exit-codes", "--format", "json", path];
  const output = await runTool(`${await programs(folder)}/zizmor`, args, { folder });
  return (JSON.parse(output) as ZizmorFinding[]).map(({ ident, desc, locations }) => ({
    rule: ident,
    file: locations[0]?.symbolic.key.Local?.given_path ?? "",
    problem: desc,
  }));
}

interface ZizmorFinding {
  readonly ident: string;
  readonly desc: string;
  readonly locations: readonly {
    readonly symbolic: { readonly key: { readonly Local?: { readonly given_path: string } } };
  }[];
}

/** Folder of the programs that come as Python packages. */
async function programs(folder: string): Promise<string> {
  const question = "import os, sys; print(os.path.dirname(sys.executable))";
  return (await runTool(WORKFLOWS_PYTHON, ["-c", question], { folder })).trim();
}
