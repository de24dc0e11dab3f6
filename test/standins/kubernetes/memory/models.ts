import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** One field of a model: its type as written in TypeScript, and whether an object needs it. */
export interface Field {
  readonly type: string;
  readonly required?: true;
}

/** Fields by name, by model, for example `V1Deployment`. */
export type Models = Record<string, Record<string, Field>>;

const FIELD = /^ {4}'([^']+)'(\??): (\{\s*\[key: string\]: [^;]+;\s*\}|[^;]+);/gm;

/** Reads the fields of all kinds from the declarations of the Kubernetes client package. */
export function readModels(packageFolder: string): Models {
  const folder = join(packageFolder, "dist", "gen", "models");
  const files = readdirSync(folder).filter((name) => name.endsWith(".d.ts"));
  return Object.fromEntries(
    files.map((name) => [name.slice(0, -".d.ts".length), fieldsOf(readFileSync(join(folder, name), "utf8"))]),
  );
}

function fieldsOf(declaration: string): Record<string, Field> {
  const fields = [...declaration.matchAll(FIELD)].map(([, name, optional, type]) => {
    // Names that are words of the language are written with an underscore.
    const field: Field = optional === "?" ? { type: compact(type) } : { type: compact(type), required: true };
    return [name.replace(/^_/, ""), field] as const;
  });
  return Object.fromEntries(fields);
}

/** `Map<T>` for objects with any key. */
function compact(type: string): string {
  const map = /^\{\s*\[key: string\]: ([^;]+);\s*\}$/.exec(type);
  return map ? `Map<${map[1]}>` : type;
}
