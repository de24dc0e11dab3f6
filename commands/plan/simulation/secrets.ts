/** Inputs without the wrapping of secrets, and the paths where they were. */
export interface Revealed {
  readonly inputs: unknown;
  readonly secrets: string[];
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Takes values out of the objects in which Pulumi hands secrets to a provider. */
export function reveal(inputs: unknown): Revealed {
  const secrets: string[] = [];
  const unwrap = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((item, index) => unwrap(item, `${path}[${index}]`));
    if (typeof value !== "object" || value === null) return value;
    const record = value as Record<string, unknown>;
    if (record[SIGNATURE] === SECRET_SIGNATURE) {
      secrets.push(path);
      return unwrap(record.value, path);
    }
    return Object.fromEntries(
      Object.entries(record).map(([key, item]) => [key, unwrap(item, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { inputs: unwrap(inputs, ""), secrets };
}
