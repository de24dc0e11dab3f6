import { cpSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** Folder of the checkout. */
export const CHECKOUT = dirname(dirname(__dirname));
/** What Pulumi needs of the project. */
const PROJECT = [
  ...["index.ts", "config.ts", "config", "components", "dockerfiles"],
  ...[
    "Pulumi.yaml",
    "Pulumi.local.yaml",
    "Pulumi.prod.yaml",
    "package.json",
    "tsconfig.json",
    "typescript.cjs",
  ],
];
/** What a build context of a checkout in use may hold and git ignores. */
const LEFT_OUT = ["node_modules", "build", "dist", "coverage"];

/** Copies the project as it stands in the checkout; its packages are only linked. */
export function copyProject(folder: string): void {
  for (const part of PROJECT) cpSync(join(CHECKOUT, part), join(folder, part), { recursive: true, filter });
  symlinkSync(join(CHECKOUT, "node_modules"), join(folder, "node_modules"));
}

function filter(source: string): boolean {
  return !relative(CHECKOUT, source)
    .split("/")
    .some((part) => LEFT_OUT.includes(part));
}
